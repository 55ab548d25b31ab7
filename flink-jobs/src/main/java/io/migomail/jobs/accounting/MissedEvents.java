package io.migomail.jobs.accounting;

import io.migomail.analytics.EventStore;
import io.migomail.core.Limits;
import io.migomail.core.record.WebhookReplay;
import java.io.Serializable;

/**
 * What a queue had no room for: a span of the feed that it reads once it has, and all that state holds of them however many
 * they are (docs/adr/0039).
 *
 * @param from the earliest instant of one of them, milliseconds
 * @param to the latest
 * @param seen when the queue had no room last; never the same for two events, so that it tells what a page was asked for
 * @param after the place in the feed up to which it was read; 0 = nothing yet
 * @param notBefore no page is asked for before this instant: one is on its way, or there is nothing to read
 */
public record MissedEvents(long from, long to, long seen, long after, long notBefore) implements Serializable {
    /** One event of this instant; it may not be stored yet. */
    static MissedEvents of(long at, long now) {
        return new MissedEvents(at, at, now, 0, now + Limits.WEBHOOK_REPLAY_SETTLE.toMillis());
    }

    /** These and one more, which may lie before where reading has come to: the store may be ahead of the queue. */
    MissedEvents and(long at, long now) {
        MissedEvents one = of(at, now);
        return new MissedEvents(
                Math.min(from, at),
                Math.max(to, at),
                Math.max(now, seen + 1),
                Math.min(after, EventStore.feedFrom(one.range())),
                notBefore);
    }

    MissedEvents at(long place, long resumeAt) {
        return new MissedEvents(from, to, seen, place, resumeAt);
    }

    MissedEvents until(long deadline) {
        return new MissedEvents(from, to, seen, after, deadline);
    }

    /** The span as a replay's. */
    WebhookReplay range() {
        return WebhookReplay.newBuilder().setFrom(from).setTo(to).build();
    }

    /** A place in the feed behind all of them: by then they are stored, whatever kept the store. */
    long settled() {
        return EventStore.feedFrom(seen + Limits.WEBHOOK_MISSED_SETTLE.toMillis());
    }
}
