// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.GetLatencyQuery;
import io.migomail.sdk.model.GetStatsQuery;
import io.migomail.sdk.model.GetWindowsQuery;
import io.migomail.sdk.model.Latency;
import io.migomail.sdk.model.Stats;
import io.migomail.sdk.model.Windows;

/** The resource stats. Thread-safe. */
public final class StatsResource {
    private final Caller caller;

    StatsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * What happened, counted, in total or by hour, day and up to three dimensions. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Stats get() {
        return caller.answer(Call.of("GET", "/v1/stats"), Stats.class);
    }

    /**
     * What happened, counted, in total or by hour, day and up to three dimensions. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Stats get(GetStatsQuery query) {
        return caller.answer(Call.of("GET", "/v1/stats").query(query), Stats.class);
    }

    /**
     * How long deliveries took that were accepted by a mail server within the range, stage by stage, grouped
     * likewise. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Latency latency() {
        return caller.answer(Call.of("GET", "/v1/stats/latency"), Latency.class);
    }

    /**
     * How long deliveries took that were accepted by a mail server within the range, stage by stage, grouped
     * likewise. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Latency latency(GetLatencyQuery query) {
        return caller.answer(Call.of("GET", "/v1/stats/latency").query(query), Latency.class);
    }

    /**
     * What happened and how long it took, as it is counted by the minute. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Windows windows() {
        return caller.answer(Call.of("GET", "/v1/stats/windows"), Windows.class);
    }

    /**
     * What happened and how long it took, as it is counted by the minute. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Windows windows(GetWindowsQuery query) {
        return caller.answer(Call.of("GET", "/v1/stats/windows").query(query), Windows.class);
    }
}
