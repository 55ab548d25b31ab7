package io.migomail.jobs.accounting;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Processing time that the test moves. */
final class FakeTimers implements ProcessingTimeService {
    private final TreeMap<Long, ProcessingTimeCallback> callbacks = new TreeMap<>();
    private long now = 1_000;

    @Override
    public long getCurrentProcessingTime() {
        return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long at, ProcessingTimeCallback callback) {
        callbacks.put(at, callback);
        return null;
    }

    void advance(long millis) throws Exception {
        now += millis;
        while (!callbacks.isEmpty() && callbacks.firstKey() <= now) {
            Map.Entry<Long, ProcessingTimeCallback> due = callbacks.pollFirstEntry();
            due.getValue().onProcessingTime(due.getKey());
        }
    }
}
