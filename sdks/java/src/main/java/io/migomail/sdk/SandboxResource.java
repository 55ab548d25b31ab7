// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.CapturedMail;
import io.migomail.sdk.model.ListSandboxMessagesQuery;

/** The resource sandbox. Thread-safe. */
public final class SandboxResource {
    private final Caller caller;

    SandboxResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Sandbox mail as the simulated mail server received it, newest first. Scope: messages:read. Walking over the
     * page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<CapturedMail> listMessages() {
        return caller.page(Call.of("GET", "/v1/sandbox/messages"), CapturedMail.class);
    }

    /**
     * Sandbox mail as the simulated mail server received it, newest first. Scope: messages:read. Walking over the
     * page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<CapturedMail> listMessages(ListSandboxMessagesQuery query) {
        return caller.page(Call.of("GET", "/v1/sandbox/messages").query(query), CapturedMail.class);
    }

    /**
     * A captured mail with its source. Scope: messages:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public CapturedMail getMessage(String id) {
        return caller.answer(Call.of("GET", "/v1/sandbox/messages/{id}", id), CapturedMail.class);
    }
}
