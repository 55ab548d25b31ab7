package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.AccountingLimits;
import io.migomail.testkit.FakeTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class EventClockTest {
    private static final long DISORDER = AccountingLimits.WINDOW_DISORDER.toMillis();

    private final List<Long> marks = new ArrayList<>();
    private final WatermarkOutput out = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
            marks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    };

    @Test
    void timeIsBehindTheNewestEventAndDoesNotFollowAClockThatIsAhead() {
        FakeTime time = new FakeTime(Instant.ofEpochMilli(1_000_000));
        EventClock clock = new EventClock(time);
        DeliveryStep step = DeliveryStep.of(WindowTraffic.of(1, 1).get(0));
        clock.onPeriodicEmit(out);
        assertEquals(List.of(), marks);
        clock.onEvent(step, 900_000, out);
        clock.onEvent(step, 800_000, out);
        clock.onPeriodicEmit(out);
        clock.onEvent(step, 1_000_000 + DISORDER + 1, out);
        clock.onPeriodicEmit(out);
        clock.onEvent(step, 1_000_000 + DISORDER, out);
        clock.onPeriodicEmit(out);
        assertEquals(List.of(900_000 - DISORDER - 1, 900_000 - DISORDER - 1, 999_999L), marks);
    }
}
