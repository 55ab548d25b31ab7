// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.Accepted;
import io.migomail.sdk.model.Batch;
import io.migomail.sdk.model.BatchResult;
import io.migomail.sdk.model.Cancellation;
import io.migomail.sdk.model.Event;
import io.migomail.sdk.model.Explanation;
import io.migomail.sdk.model.GetMessageContentQuery;
import io.migomail.sdk.model.ListMessageEventsQuery;
import io.migomail.sdk.model.Message;
import io.migomail.sdk.model.MessageContent;
import io.migomail.sdk.model.MessageSummary;
import io.migomail.sdk.model.Proofs;
import io.migomail.sdk.model.SearchMessagesQuery;
import io.migomail.sdk.model.Send;

/** The resource messages. Thread-safe. */
public final class MessagesResource {
    private final Caller caller;

    MessagesResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Send a message. Scope: messages:send. Repeats of this call send the same idempotency key, so that it counts
     * once.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Accepted send(Send body) {
        return caller.answer(Call.of("POST", "/v1/messages").body(body).key(), Accepted.class);
    }

    /**
     * Send a message. Scope: messages:send. Repeats of this call send the same idempotency key, so that it counts
     * once.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Accepted send(Send body, String idempotencyKey) {
        return caller.answer(Call.of("POST", "/v1/messages").body(body).key(idempotencyKey), Accepted.class);
    }

    /**
     * Send up to 500 messages. Scope: messages:send. Repeats of this call send the same idempotency key, so that
     * it counts once.
     *
     * @throws MigomailException typed by what went wrong
     */
    public BatchResult sendBatch(Batch body) {
        return caller.answer(Call.of("POST", "/v1/messages/batch").body(body).key(), BatchResult.class);
    }

    /**
     * Send up to 500 messages. Scope: messages:send. Repeats of this call send the same idempotency key, so that
     * it counts once.
     *
     * @throws MigomailException typed by what went wrong
     */
    public BatchResult sendBatch(Batch body, String idempotencyKey) {
        return caller.answer(Call.of("POST", "/v1/messages/batch").body(body).key(idempotencyKey), BatchResult.class);
    }

    /**
     * Search the messages of the key's application and environment, newest first. Every condition given must
     * hold. Scope: messages:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<MessageSummary> search() {
        return caller.page(Call.of("GET", "/v1/messages"), MessageSummary.class);
    }

    /**
     * Search the messages of the key's application and environment, newest first. Every condition given must
     * hold. Scope: messages:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<MessageSummary> search(SearchMessagesQuery query) {
        return caller.page(Call.of("GET", "/v1/messages").query(query), MessageSummary.class);
    }

    /**
     * The whole story of a message; of an id that a repeat under the same idempotency key got on the next day,
     * the first's. Scope: messages:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Message get(String id) {
        return caller.answer(Call.of("GET", "/v1/messages/{id}", id), Message.class);
    }

    /**
     * The event log of a message. Scope: messages:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Event> listEvents(String id) {
        return caller.page(Call.of("GET", "/v1/messages/{id}/events", id), Event.class);
    }

    /**
     * The event log of a message. Scope: messages:read. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Event> listEvents(String id, ListMessageEventsQuery query) {
        return caller.page(Call.of("GET", "/v1/messages/{id}/events", id).query(query), Event.class);
    }

    /**
     * Cancel what has not left. Deliveries that wait end as canceled, with one event each; those under way or
     * settled are left alone. May be repeated. Scope: messages:send.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Cancellation cancel(String id) {
        return caller.answer(Call.of("POST", "/v1/messages/{id}/cancel", id), Cancellation.class);
    }

    /**
     * Where each delivery is now, why it waits, and what its destination's queue does as a whole. Scope:
     * messages:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Explanation explain(String id) {
        return caller.answer(Call.of("GET", "/v1/messages/{id}/explain", id), Explanation.class);
    }

    /**
     * What the message said, as far as its application has it kept. Scope: messages:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public MessageContent content(String id) {
        return caller.answer(Call.of("GET", "/v1/messages/{id}/content", id), MessageContent.class);
    }

    /**
     * What the message said, as far as its application has it kept. Scope: messages:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public MessageContent content(String id, GetMessageContentQuery query) {
        return caller.answer(Call.of("GET", "/v1/messages/{id}/content", id).query(query), MessageContent.class);
    }

    /**
     * Signed statements of what was sent to whom and what became of it, one for each recipient, that can be shown
     * to others. Scope: messages:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Proofs proof(String id) {
        return caller.answer(Call.of("GET", "/v1/messages/{id}/proof", id), Proofs.class);
    }
}
