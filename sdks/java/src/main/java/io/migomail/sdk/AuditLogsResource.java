// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.AuditLog;
import io.migomail.sdk.model.ListAuditLogsQuery;

/** The resource audit_logs. Thread-safe. */
public final class AuditLogsResource {
    private final Caller caller;

    AuditLogsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Who changed what of the account, newest first. Scope: admin. Walking over the page goes on to the next
     * ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<AuditLog> list() {
        return caller.page(Call.of("GET", "/v1/audit-logs"), AuditLog.class);
    }

    /**
     * Who changed what of the account, newest first. Scope: admin. Walking over the page goes on to the next
     * ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<AuditLog> list(ListAuditLogsQuery query) {
        return caller.page(Call.of("GET", "/v1/audit-logs").query(query), AuditLog.class);
    }
}
