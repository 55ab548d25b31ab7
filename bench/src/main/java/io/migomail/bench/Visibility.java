package io.migomail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.load.Answer;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.load.Sent;
import io.migomail.bench.report.Spread;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How long after it happened an event could be read: a few watchers ask for the events of the message that was accepted last, again
 * and again until it is delivered, then for the next. An event's own timestamp is held against the wall clock, which must be the system's.
 */
final class Visibility {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WATCHERS = 4;
    private static final long GAP_NANOS = 20_000_000;
    /** What is not delivered by then counts with it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sent sent;
    private final long from;
    private final TimeSource time;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private int next;
    private volatile boolean over;

    /** @param from instant of the monotonic clock from which a message that was due is watched */
    Visibility(Sent sent, long from, TimeSource time) {
        this.sent = sent;
        this.from = from;
        this.time = time;
    }

    Visibility start(Supplier<RestClient> clients) {
        for (int i = 0; i < WATCHERS; i++) {
            Thread thread = new Thread(() -> watch(clients), "bench-watcher-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return this;
    }

    /** Ends it; every event seen counts. */
    Spread end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (nanos) {
            return Spread.ofNanos(nanos);
        }
    }

    private void watch(Supplier<RestClient> clients) {
        try (RestClient client = clients.get()) {
            while (!over) {
                String id = accepted();
                if (!id.isEmpty()) {
                    watch(client, id);
                }
                LockSupport.parkNanos(GAP_NANOS);
            }
        }
    }

    /** The last message that was accepted and nobody watches; empty = there is none. */
    private synchronized String accepted() {
        String found = "";
        for (int n = next; n < sent.count() && sent.due(n) != 0; n++) {
            Answer answer = sent.answer(n);
            if (answer != null && answer.accepted() && sent.due(n) >= from) {
                found = answer.messageId();
                next = n + 1;
            }
        }
        return found;
    }

    private void watch(RestClient client, String id) {
        Set<String> seen = new HashSet<>();
        long end = time.monotonicNanos() + PATIENCE.toNanos();
        while (!seen.contains("delivered")) {
            if (time.monotonicNanos() > end) {
                nanos.add(PATIENCE.toNanos());
                return;
            }
            for (JsonNode event : events(client, id)) {
                if (seen.add(event.path("type").asText())) {
                    Instant at = Instant.parse(event.path("timestamp").asText());
                    nanos.add(Duration.ofMillis(time.wallMillis() - at.toEpochMilli())
                            .toNanos());
                }
            }
            LockSupport.parkNanos(GAP_NANOS);
        }
    }

    /** None where the system does not tell them now. */
    private static JsonNode events(RestClient client, String id) {
        try {
            RestClient.Response response = client.get("/v1/messages/" + id + "/events");
            return response.status() == 200 ? JSON.readTree(response.body()).path("data") : JSON.createArrayNode();
        } catch (IOException e) {
            return JSON.createArrayNode(); // asked again, and counted at the end of patience
        }
    }
}
