package io.migomail.ingress.rest;

import io.migomail.core.MessageIds;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MailEvent;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.story.KnownMessage;
import io.migomail.ingress.story.MessageStore;
import io.migomail.ingress.story.RecentMessages;
import io.migomail.ingress.story.Replayed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what is known of the message that a path names, for its own application and environment only. Thread-safe. */
public final class MessageLookup {
    private static final Logger LOG = LoggerFactory.getLogger(MessageLookup.class);
    /** An id older than every retention, of which nothing is known, is one of the past. */
    private static final long FORGOTTEN_MILLIS = Duration.ofDays(366).toMillis();

    private final MessageStore store;
    private final RecentMessages recent;
    private final MessageIds ids;

    MessageLookup(MessageStore store, RecentMessages recent, MessageIds ids) {
        this.store = store;
        this.recent = recent;
        this.ids = ids;
    }

    /**
     * The message of the path's id; where that is another name of a message, that one.
     *
     * @param required whether the event store must answer though this node knows the message
     * @throws Problem {@code not_found} where the id was not handed out to this application, or to another environment
     */
    KnownMessage find(Call call, boolean required) {
        String id = issued(call);
        List<MailEvent> own = stored(call, id, required);
        String first = Replayed.messageOf(own);
        List<MailEvent> events = first.isEmpty() ? own : stored(call, first, required);
        return new KnownMessage(
                first.isEmpty() ? id : first, Replayed.without(events.isEmpty() ? own : events), recentOf(call, id));
    }

    /** The same; where the event store is away, what is known without it. */
    KnownMessage findAnyhow(Call call) {
        try {
            return find(call, false);
        } catch (Problem e) {
            if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
                throw e;
            }
            return new KnownMessage(issued(call), List.of(), null);
        }
    }

    /** @throws Problem {@code not_found} where the path's id is so old that nobody remembers it */
    void notForgotten(Call call) {
        if (call.now() - MessageIds.timeOf(call.path("id")) > FORGOTTEN_MILLIS) {
            throw missing();
        }
    }

    /** The id of the path, if it was handed out to this application; anything else is the same 404. */
    private String issued(Call call) {
        String id = call.path("id");
        if (!ids.issuedTo(call.caller().applicationId(), id)) {
            throw missing();
        }
        return id;
    }

    private @Nullable AcceptedMessage recentOf(Call call, String id) {
        AcceptedMessage accepted = recent.get(id);
        if (accepted != null
                && !accepted.getHead()
                        .getEnvironment()
                        .equals(call.caller().environment().word())) {
            throw missing();
        }
        return accepted;
    }

    private List<MailEvent> stored(Call call, String id, boolean required) {
        List<MailEvent> events;
        try {
            events = store.events(call.caller().applicationId(), id);
        } catch (MessageStore.StoreAway e) {
            // What this node accepted itself it can tell without the store.
            if (required || recentOf(call, id) == null) {
                throw away(id, e);
            }
            LOG.warn("events of {} cannot be read now: {}", id, e.toString());
            return List.of();
        }
        String environment = call.caller().environment().word();
        if (!events.isEmpty() && !events.get(0).getHead().getEnvironment().equals(environment)) {
            throw missing();
        }
        return events;
    }

    /** The answer where the store does not. */
    public static Problem away(String what, MessageStore.StoreAway e) {
        LOG.warn("events of {} cannot be read now: {}", what, e.toString());
        return Problem.of(ErrorCode.STORE_UNAVAILABLE, "The event store does not answer now; try again.");
    }

    private static Problem missing() {
        return Problem.of(ErrorCode.NOT_FOUND, "There is no such message.");
    }
}
