// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.GetSlaReportQuery;
import io.migomail.sdk.model.SlaReport;

/** The resource reports. Thread-safe. */
public final class ReportsResource {
    private final Caller caller;

    ReportsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * How many deliveries were accepted within the promised time, of each application and class. Scope:
     * stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public SlaReport sla() {
        return caller.answer(Call.of("GET", "/v1/reports/sla"), SlaReport.class);
    }

    /**
     * How many deliveries were accepted within the promised time, of each application and class. Scope:
     * stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public SlaReport sla(GetSlaReportQuery query) {
        return caller.answer(Call.of("GET", "/v1/reports/sla").query(query), SlaReport.class);
    }

    /**
     * The same as text/csv. How many deliveries were accepted within the promised time, of each application and
     * class. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public String slaCsv() {
        return caller.text(Call.of("GET", "/v1/reports/sla").query("format", "csv"));
    }

    /**
     * The same as text/csv. How many deliveries were accepted within the promised time, of each application and
     * class. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public String slaCsv(GetSlaReportQuery query) {
        return caller.text(Call.of("GET", "/v1/reports/sla").query(query).query("format", "csv"));
    }
}
