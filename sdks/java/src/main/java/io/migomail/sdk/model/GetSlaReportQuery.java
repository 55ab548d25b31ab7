// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;

/**
 * What {&#64;link io.migomail.sdk.ReportsResource#sla} may ask for.
 */
public final class GetSlaReportQuery extends Params<GetSlaReportQuery> {

    /**
     * Sets month: of UTC; default: the present one. Not together with from and to.
     */
    public GetSlaReportQuery month(String value) {
        return with("month", value);
    }

    /**
     * Sets from: instead of a month: at or after. At most 366 days before to.
     */
    public GetSlaReportQuery from(Instant value) {
        return with("from", value);
    }

    /**
     * Sets to: before; default: now.
     */
    public GetSlaReportQuery to(Instant value) {
        return with("to", value);
    }

    /**
     * Sets application: default: the key's own, with the scope admin all of the account; any other has nothing.
     */
    public GetSlaReportQuery application(String value) {
        return with("application", value);
    }

    /**
     * Sets class.
     */
    public GetSlaReportQuery messageClass(String value) {
        return with("class", value);
    }

    /**
     * Sets format: default: what Accept prefers of application/json and text/csv, else json.
     */
    public GetSlaReportQuery format(String value) {
        return with("format", value);
    }
}
