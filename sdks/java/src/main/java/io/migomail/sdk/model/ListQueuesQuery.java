// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.QueuesResource#list} may ask for.
 */
public final class ListQueuesQuery extends Params<ListQueuesQuery> {

    /**
     * Sets account: of this account only; a key sees its own account and environment, a live one of the
     * operator's everybody's.
     */
    public ListQueuesQuery account(String value) {
        return with("account", value);
    }

    /**
     * Sets pool: of this pool only.
     */
    public ListQueuesQuery pool(String value) {
        return with("pool", value);
    }

    /**
     * Sets destination: of this provider or group of mail hosts only.
     */
    public ListQueuesQuery destination(String value) {
        return with("destination", value);
    }

    /**
     * Sets limit.
     */
    public ListQueuesQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListQueuesQuery cursor(String value) {
        return with("cursor", value);
    }
}
