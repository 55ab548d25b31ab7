package io.migomail.jobs.accounting;

import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Spread;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is told of one table. Thread-safe.
 *
 * @param waiting records that are held
 */
record StoreMeters(Spread inserts, Count records, Count retries, AtomicInteger waiting) {
    /** @param table a word of the label */
    static StoreMeters of(FlinkMeters meters, String table) {
        AtomicInteger waiting = new AtomicInteger();
        meters.gauge(JobMetric.UNSTORED, waiting::get, table);
        return new StoreMeters(
                meters.histogram(JobMetric.INSERT_TIME, table),
                meters.counter(JobMetric.INSERTED, table),
                meters.counter(JobMetric.INSERT_RETRIES, table),
                waiting);
    }
}
