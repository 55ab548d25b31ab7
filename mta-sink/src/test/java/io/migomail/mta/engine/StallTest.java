package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that was stopped and goes on sends nothing more: its deliveries may be another's by now. */
class StallTest {
    private final AtomicLong jump = new AtomicLong();
    private final TimeSource time = new TimeSource() {
        @Override
        public long wallMillis() {
            return SYSTEM.wallMillis();
        }

        @Override
        public long monotonicNanos() {
            return SYSTEM.monotonicNanos() + jump.get();
        }
    };
    private final ScriptedMx mx = ScriptedMx.start();
    // A busy machine may stand still for a while by itself: the bound of the test is far above.
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG.withStall(Duration.ofHours(1)), time);

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    private void standStill() {
        jump.addAndGet(Duration.ofHours(2).toNanos());
    }

    /** Tells of a stall, and of outcomes that must not come. */
    private final class Watcher implements OutcomeListener {
        private final CompletableFuture<Boolean> stalled = new CompletableFuture<>();
        private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
        private final Runnable beforeMail;

        Watcher(Runnable beforeMail) {
            this.beforeMail = beforeMail;
        }

        @Override
        public boolean mayStart() {
            beforeMail.run();
            return true;
        }

        @Override
        public void onStall() {
            stalled.complete(true);
        }

        @Override
        public void onOutcome(Outcome outcome) {
            outcomes.add(outcome);
        }
    }

    private void nothingIsSent(Watcher watcher) {
        fixture.engine.submit(fixture.attempt(EngineFixture.delivery(mx)), watcher);
        assertTrue(EngineFixture.await(watcher.stalled));
        assertEquals(List.of(), watcher.outcomes);
        assertEquals(List.of(EngineFixture.MIME + ".\r\n"), mx.transcript().messages(), "only the one before");
    }

    @Test
    void afterAStandstillNoTransactionBegins() {
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        standStill();
        nothingIsSent(new Watcher(() -> {}));
        assertEquals(
                1,
                mx.transcript().commands().stream()
                        .filter(c -> c.startsWith("MAIL"))
                        .count());
    }

    @Test
    void aStandstillBehindMailKeepsTheContentBack() {
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        nothingIsSent(new Watcher(this::standStill));
        assertEquals(
                2,
                mx.transcript().commands().stream()
                        .filter(c -> c.startsWith("MAIL"))
                        .count());
    }

    @Test
    void whatWasLostDuringAStandstillIsNotReported() {
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        mx.on(Step.MAIL, "close");
        nothingIsSent(new Watcher(this::standStill));
    }

    @Test
    void aShortPauseIsNothingAndALongOneIsNeverForgotten() {
        StallGuard guard = new StallGuard(Duration.ofHours(1), time);
        guard.start(new EmbeddedChannel().eventLoop()); // which runs nothing by itself
        jump.addAndGet(Duration.ofMinutes(30).toNanos());
        assertFalse(guard.stalled());
        standStill();
        assertTrue(guard.stalled());
        assertTrue(guard.stalled());
    }
}
