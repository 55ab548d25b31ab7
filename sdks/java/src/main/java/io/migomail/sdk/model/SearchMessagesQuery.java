// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;

/**
 * What {&#64;link io.migomail.sdk.MessagesResource#search} may ask for.
 */
public final class SearchMessagesQuery extends Params<SearchMessagesQuery> {

    /**
     * Sets recipient: address of a recipient, in any case.
     */
    public SearchMessagesQuery recipient(String value) {
        return with("recipient", value);
    }

    /**
     * Sets status: where a delivery stands now; with recipient, that recipient's: scheduled, queued, dispatched,
     * deferred, delivered, bounced, expired, suppressed, canceled or failed. Any of several, separated by commas
     * or repeated.
     */
    public SearchMessagesQuery status(String value) {
        return with("status", value);
    }

    /**
     * Sets from: address of the sender, in any case.
     */
    public SearchMessagesQuery from(String value) {
        return with("from", value);
    }

    /**
     * Sets subject: words that the subject has all of, in any order and case.
     */
    public SearchMessagesQuery subject(String value) {
        return with("subject", value);
    }

    /**
     * Sets template: alias of the template.
     */
    public SearchMessagesQuery template(String value) {
        return with("template", value);
    }

    /**
     * Sets tag: may be repeated; all are needed.
     */
    public SearchMessagesQuery tag(List<String> value) {
        return with("tag", value);
    }

    /**
     * Sets metadata: key=value; may be repeated; all are needed.
     */
    public SearchMessagesQuery metadata(List<String> value) {
        return with("metadata", value);
    }

    /**
     * Sets class.
     */
    public SearchMessagesQuery messageClass(String value) {
        return with("class", value);
    }

    /**
     * Sets application: any other than the key's own has no messages.
     */
    public SearchMessagesQuery application(String value) {
        return with("application", value);
    }

    /**
     * Sets since: received at or after.
     */
    public SearchMessagesQuery since(Instant value) {
        return with("since", value);
    }

    /**
     * Sets until: received before.
     */
    public SearchMessagesQuery until(Instant value) {
        return with("until", value);
    }

    /**
     * Sets limit.
     */
    public SearchMessagesQuery limit(long value) {
        return with("limit", value);
    }

    /**
     * Sets cursor: next_cursor of the page before.
     */
    public SearchMessagesQuery cursor(String value) {
        return with("cursor", value);
    }
}
