package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.mta.Attempt;
import io.migomail.mta.Pool;
import io.migomail.testkit.mx.ScriptedMx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An engine with one account's pools, and deliveries to hand it. */
final class EngineFixture implements AutoCloseable {
    /** Longer than a busy machine stands still: what waits for so long waits in vain. */
    static final Duration IN_VAIN = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    static final EngineConfig CONFIG =
            EngineConfig.of("sender.test").withAllowPrivateMx(true).withTimeouts(EngineTimeouts.each(LONG, ATTEMPT));
    /** For hosts that fall silent; what takes place beside the silence is given as much time. */
    static final EngineConfig IMPATIENT = CONFIG.withTimeouts(EngineTimeouts.each(IN_VAIN, ATTEMPT));
    /** For hosts that fall silent behind the final dot, where there is nothing beside the silence. */
    static final EngineConfig IMPATIENT_AT_THE_DOT =
            CONFIG.withTimeouts(new EngineTimeouts(ATTEMPT, LONG, LONG, LONG, LONG, Duration.ofMillis(400), ATTEMPT));

    static final Pool POOL = new Pool(
            "pool_a",
            "acc_a",
            "transactional",
            "live",
            List.of(
                    new Pool.Address("", ""),
                    new Pool.Address("127.0.1.10", "out10.sender.test"),
                    new Pool.Address("127.0.1.11", "out11.sender.test"),
                    new Pool.Address("192.0.2.77", "elsewhere.sender.test")));
    static final Pool SANDBOX = new Pool("pool_s", "acc_a", "transactional", "sandbox", POOL.addresses());
    private static final long POLL_NANOS = 1_000_000;
    static final String MIME = "Subject: one\r\n\r\nhello\r\n";

    final DeliveryEngine engine;
    final Map<String, AddressLookup.Answer> dns = new ConcurrentHashMap<>();
    private int numbers;

    EngineFixture(EngineConfig config) {
        this(config, TimeSource.SYSTEM);
    }

    EngineFixture(EngineConfig config, TimeSource time) {
        this(config, time, EgressNodes.NONE);
    }

    EngineFixture(EngineConfig config, TimeSource time, EgressNodes nodes) {
        Map<String, Pool> pools = Map.of(POOL.id(), POOL, SANDBOX.id(), SANDBOX);
        engine = new DeliveryEngine(
                config,
                new EngineWorld(
                        pools::get,
                        host -> CompletableFuture.completedFuture(
                                dns.getOrDefault(host, new AddressLookup.Answer(List.of(), "no such host"))),
                        nodes),
                time,
                new SplittableRandom(7));
    }

    static Delivery.Builder delivery(String host, int port) {
        return Delivery.newBuilder()
                .setDeliveryId("msg_1.0")
                .setHead(MessageHead.newBuilder()
                        .setMessageId("msg_1")
                        .setAccountId("acc_a")
                        .setStream("transactional")
                        .setEnvironment("live")
                        .setReceivedAt(11))
                .setRecipient("you@example.com")
                .setReturnPath("bounce@sender.test")
                .setMime(ByteString.copyFrom(MIME, StandardCharsets.ISO_8859_1))
                .setQueuedAt(12)
                .setRenderedAt(13)
                .setPoolId("pool_a")
                .setRoute(Route.newBuilder()
                        .setGroup("example")
                        .addHosts(
                                MxHost.newBuilder().setHost(host).setPort(port).setPreference(10)));
    }

    static Delivery.Builder delivery(ScriptedMx mx) {
        return delivery("127.0.0.1", mx.port());
    }

    Attempt attempt(Delivery.Builder delivery) {
        return attempt(delivery, "", "");
    }

    Attempt attempt(Delivery.Builder delivery, String egressIp, String ehloName) {
        byte[] bytes = RecordCodec.DELIVERY.encode(delivery.build());
        return new Attempt("example|pool_a", ++numbers, egressIp, ehloName, bytes);
    }

    /** Hands an attempt over; the future gets its one final outcome, the list whatever else was told. */
    CompletableFuture<Outcome> submit(Attempt attempt, List<Outcome> others) {
        return submit(attempt, others, () -> true);
    }

    /** The same, with no transaction before it may start. */
    CompletableFuture<Outcome> submit(Attempt attempt, List<Outcome> others, BooleanSupplier mayStart) {
        CompletableFuture<Outcome> done = new CompletableFuture<>();
        engine.submit(attempt, new OutcomeListener() {
            @Override
            public void onOutcome(Outcome outcome) {
                if (outcome.getKind().equals("dispatched") || !done.complete(outcome)) {
                    others.add(outcome);
                }
            }

            @Override
            public boolean mayStart() {
                return mayStart.getAsBoolean();
            }
        });
        return done;
    }

    CompletableFuture<Outcome> submit(Delivery.Builder delivery) {
        return submit(attempt(delivery), new CopyOnWriteArrayList<>());
    }

    Outcome send(Delivery.Builder delivery) {
        return send(attempt(delivery));
    }

    Outcome send(Attempt attempt) {
        List<Outcome> others = new CopyOnWriteArrayList<>();
        Outcome outcome = await(submit(attempt, others));
        assertEquals(List.of(), others, "told more than one outcome");
        assertEquals(attempt.number(), outcome.getAttempt());
        return outcome;
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** Waits until it holds, for what another thread does at its own time. */
    static void until(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 20 s: " + what);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
