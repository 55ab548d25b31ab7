package io.migomail.faults.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.system.Api;
import io.migomail.faults.system.SilentPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * F20: beside the subscriber that the checker asks, one that never answers, one that answers 500 to the first try of each
 * event, and one that answers 410. The good one must hear everything all the same.
 */
record BadSubscribers() implements Fault {
    private static final String EVENTS =
            "\",\"events\":[\"delivered\"],\"retry\":{\"schedule\":[1,1,2],\"max_attempts\":5}}";

    @Override
    public String name() {
        return "F20";
    }

    @Override
    public String title() {
        return "webhook targets that hang, answer 500, and 410";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
        AtomicInteger gone = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/500", exchange -> {
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            boolean first = tries.computeIfAbsent(id, i -> new AtomicInteger()).getAndIncrement() == 0;
            answer(exchange, first ? 500 : 204);
        });
        server.createContext("/410", exchange -> {
            gone.incrementAndGet();
            answer(exchange, 410);
        });
        server.start();
        try (SilentPort silent = SilentPort.open();
                EventStoreOutside store = new EventStoreOutside(knobs);
                Trial trial = Trial.open(name(), knobs, store.of(Setup.usual()))) {
            int port = server.getAddress().getPort();
            List<String> urls = List.of(
                    "http://127.0.0.1:" + silent.port() + "/",
                    "http://127.0.0.1:" + port + "/500",
                    "http://127.0.0.1:" + port + "/410");
            for (String url : urls) {
                Api.Reply reply = trial.api().post("/v1/webhooks", "{\"url\":\"" + url + EVENTS);
                if (reply.status() != 201) {
                    throw new IOException("the webhook was not taken: " + reply);
                }
            }
            return run(trial, knobs, silent, tries, gone);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static Result run(
            Trial trial, Knobs knobs, SilentPort silent, Map<String, AtomicInteger> tries, AtomicInteger gone)
            throws IOException, InterruptedException {
        OpenLoad load = trial.load(Doors.BOTH).start();
        load.await((int) (knobs.rate() * knobs.pick(10, 60)));
        int goneEarly = gone.get();
        load.finish((int) (knobs.rate() * knobs.pick(5, 30)));
        Result result = trial.judge()
                .windowed()
                .note("connections to the silent one", Integer.toString(silent.connections()))
                .note("events at the one with 500", Integer.toString(tries.size()))
                .note("requests to the one that is gone", goneEarly + " at two thirds, " + gone.get() + " in all")
                .result();
        long once = tries.values().stream().filter(n -> n.get() == 1).count();
        return result.and(Verdict.that(
                        "SAME ID ON RETRY", once == 0 && !tries.isEmpty(), once + " of " + tries.size() + " came once"))
                .and(Verdict.that("410 ENDS IT", gone.get() == goneEarly, gone.get() - goneEarly + " more requests"));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
