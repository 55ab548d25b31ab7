package io.migomail.jobs.accounting;

import io.migomail.core.AccountingLimits;
import io.migomail.core.TimeSource;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How far event time has come in a partition: behind its newest event, as events of several machines are a little out of order. What
 * comes from the future, by a clock that is wrong, does not count. A partition without events holds nobody back for long.
 */
final class EventClock implements WatermarkGenerator<DeliveryStep> {
    /** No watermark yet. */
    private static final long NONE = Long.MIN_VALUE;

    private static final Duration QUIET = Duration.ofSeconds(30);

    private final TimeSource time;
    private long newest = NONE;

    EventClock(TimeSource time) {
        this.time = time;
    }

    static WatermarkStrategy<DeliveryStep> strategy() {
        WatermarkStrategy<DeliveryStep> strategy = context -> new EventClock(TimeSource.SYSTEM);
        return strategy.withTimestampAssigner((step, written) -> step.fact().at())
                .withIdleness(QUIET);
    }

    @Override
    public void onEvent(DeliveryStep step, long at, WatermarkOutput out) {
        if (at > newest && at <= time.wallMillis() + AccountingLimits.WINDOW_DISORDER.toMillis()) {
            newest = at;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput out) {
        if (newest != NONE) {
            out.emitWatermark(new Watermark(newest - AccountingLimits.WINDOW_DISORDER.toMillis() - 1));
        }
    }
}
