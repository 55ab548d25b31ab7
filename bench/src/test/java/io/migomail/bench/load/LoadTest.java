package io.migomail.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final long MILLI = 1_000_000;

    /** The real clock, put forward by what a send takes, so that nobody has to wait for it. */
    private static final class SteppingTime implements TimeSource {
        final AtomicLong ahead = new AtomicLong();

        @Override
        public long wallMillis() {
            return monotonicNanos() / MILLI;
        }

        @Override
        public long monotonicNanos() {
            return SYSTEM.monotonicNanos() + ahead.get();
        }
    }

    private final SteppingTime time = new SteppingTime();

    private final class SlowClient implements Client {
        @Override
        public Answer send(int n) throws IOException {
            time.ahead.addAndGet(100 * MILLI);
            if (n == 2) {
                throw new IOException("broken");
            }
            return new Answer(200, "msg_" + n);
        }

        @Override
        public void close() {}
    }

    @Test
    void latenessOfABusyConnectionCountsFromTheDueTime() throws InterruptedException {
        Load load = new Load(Schedule.even(100, 2), SlowClient::new, 1, time);
        Sent sent = load.run();
        assertEquals(load.start(), sent.due(0));
        assertEquals(load.start() + 10 * MILLI, sent.due(1));
        long second = sent.answeredAt(1) - sent.due(1);
        assertTrue(second >= 190 * MILLI, "90 ms behind its time plus 100 ms: " + second);
    }

    @Test
    void aFailedConnectionIsNoAnswerAndTheLoadGoesOn() throws InterruptedException {
        Sent sent = new Load(Schedule.even(100, 4), SlowClient::new, 1, time).run();
        assertNull(sent.answer(2));
        assertEquals(0, sent.answeredAt(2));
        assertFalse(sent.accepted(2));
        assertEquals(3, sent.accepted());
    }

    @Test
    void aClosedLoopIsDueWhenAConnectionIsFree() throws InterruptedException {
        Sent sent = new Load(Schedule.closed(2), SlowClient::new, 1, time).run();
        assertTrue(sent.due(1) >= sent.answeredAt(0));
    }

    @Test
    void everyMessageIsSentOnceOverAllConnections() throws InterruptedException {
        AtomicInteger sends = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        class Counting implements Client {
            Counting() {
                made.incrementAndGet();
            }

            @Override
            public Answer send(int n) {
                sends.incrementAndGet();
                return new Answer(200, "");
            }

            @Override
            public void close() {
                made.addAndGet(100);
            }
        }
        Sent sent = new Load(Schedule.closed(1000), Counting::new, 3, TimeSource.SYSTEM).run();
        assertEquals(1000, sends.get());
        assertEquals(1000, sent.accepted());
        assertEquals(303, made.get(), "three made, three closed");
    }
}
