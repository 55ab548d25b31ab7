// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;

/**
 * What {&#64;link io.migomail.sdk.AuditLogsResource#list} may ask for.
 */
public final class ListAuditLogsQuery extends Params<ListAuditLogsQuery> {

    /**
     * Sets limit.
     */
    public ListAuditLogsQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListAuditLogsQuery cursor(String value) {
        return with("cursor", value);
    }

    /**
     * Sets resource: id of a resource, or a kind of them: account, user, application, api_key, domain, template,
     * template_version, webhook, ip_pool, suppression, proof_keyring; an import is of suppression_list, with the
     * id of the application, and a link to choose a password, which the dashboard makes, of invitation, with the
     * id of its person.
     */
    public ListAuditLogsQuery resource(String value) {
        return with("resource", value);
    }

    /**
     * Sets actor: id of the API key that asked for the change; operator = one of the operator's, system = the
     * product itself.
     */
    public ListAuditLogsQuery actor(String value) {
        return with("actor", value);
    }

    /**
     * Sets since: not before this instant.
     */
    public ListAuditLogsQuery since(Instant value) {
        return with("since", value);
    }

    /**
     * Sets until: before this instant.
     */
    public ListAuditLogsQuery until(Instant value) {
        return with("until", value);
    }

    /**
     * Sets account: default: the key's own; the operator may read any.
     */
    public ListAuditLogsQuery account(String value) {
        return with("account", value);
    }
}
