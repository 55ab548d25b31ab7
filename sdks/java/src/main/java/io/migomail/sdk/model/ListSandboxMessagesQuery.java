// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.SandboxResource#listMessages} may ask for.
 */
public final class ListSandboxMessagesQuery extends Params<ListSandboxMessagesQuery> {

    /**
     * Sets limit.
     */
    public ListSandboxMessagesQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public ListSandboxMessagesQuery cursor(String value) {
        return with("cursor", value);
    }
}
