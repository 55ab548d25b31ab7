package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.shaping.ShapingRules;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections to busy destinations stay open and encrypted while nothing is sent. */
class KeepAliveTest {
    private static final String GOOGLE = "provider:google";
    // The real rest is a minute; the length of the test by this property, in such rests.
    private static final int RESTS = Integer.getInteger("migomail.keepalive.rests", 10);
    private static final Duration REST = Duration.ofMillis(Long.getLong("migomail.keepalive.rest.millis", 50));

    private final ScriptedMx mx = ScriptedMx.start();
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG.withIdle(REST));

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    private Delivery.Builder to(String group) {
        Delivery.Builder delivery = EngineFixture.delivery(mx);
        delivery.getRouteBuilder().setGroup(group);
        return delivery;
    }

    private long commands(String command) {
        return mx.transcript().commands().stream().filter(command::equals).count();
    }

    private void awaitCommands(String command, int count) {
        long end = System.nanoTime()
                + REST.multipliedBy(2L * count).plusSeconds(20).toNanos();
        while (commands(command) < count) {
            assertTrue(System.nanoTime() < end, commands(command) + " of " + count + " " + command);
            Thread.onSpinWait();
        }
    }

    @Test
    void afterManyRestsAMessageFindsTheConnectionOpenAndEncrypted() {
        mx.first().offers("STARTTLS", "PIPELINING");
        assertEquals("delivered", fixture.send(to(GOOGLE)).getKind());
        awaitCommands("RSET", RESTS);
        Outcome outcome = fixture.send(to(GOOGLE));
        assertEquals("delivered", outcome.getKind());
        assertEquals("TLSv1.3", outcome.getSmtp().getTlsVersion());
        assertEquals(1, mx.transcript().peers().size(), "one connection for both");
        assertEquals(1, mx.transcript().secured(), "one handshake for both");
        assertFalse(mx.transcript().commands().contains("QUIT"));
    }

    @Test
    void noMoreAreKeptThanTheShapingSays() {
        mx.first().offers("STARTTLS", "PIPELINING");
        int kept = ShapingRules.of(GOOGLE).keptWarm();
        int opened = kept + 2;
        List<CompletableFuture<Outcome>> flying = new ArrayList<>();
        for (int i = 0; i < opened; i++) {
            // None begins before all are connected, or the connection of one might serve the next.
            flying.add(fixture.submit(
                    fixture.attempt(to(GOOGLE)),
                    new CopyOnWriteArrayList<>(),
                    () -> mx.transcript().peers().size() == opened));
        }
        flying.forEach(outcome ->
                assertEquals("delivered", EngineFixture.await(outcome).getKind()));
        awaitCommands("QUIT", opened - kept);
        awaitCommands("RSET", 2 * kept);
        assertEquals(opened - kept, commands("QUIT"));
    }

    @Test
    void aHostThatRefusesToBeKeptIsLeft() {
        mx.first().offers("STARTTLS", "PIPELINING");
        mx.on(Step.RSET, "421 4.7.0 too many commands");
        assertEquals("delivered", fixture.send(to(GOOGLE)).getKind());
        awaitCommands("QUIT", 1);
        assertEquals("delivered", fixture.send(to(GOOGLE)).getKind());
        assertEquals(2, mx.transcript().peers().size());
    }
}
