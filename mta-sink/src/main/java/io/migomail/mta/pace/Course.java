package io.migomail.mta.pace;

import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Route;
import io.migomail.mta.Routing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delivery that is due still goes where its key leads: asked before every attempt but the first. Where the MX
 * moved it goes on under the key of its new destination, by one record of the journal (docs/adr/0017). One thread.
 */
final class Course {
    /** Until an answer of the DNS is looked for again; no first attempt waits for one. */
    private static final long SOON = Duration.ofMillis(250).toMillis();

    private final PaceKey key;
    private final PaceState state;
    private final PaceOutput out;
    private final RetrySchedule schedule;
    private final WaitingRoom waiting;
    private final Judge judge;

    Course(PaceKey key, PaceState state, PaceOutput out, RetrySchedule schedule, WaitingRoom waiting, Judge judge) {
        this.key = key;
        this.state = state;
        this.out = out;
        this.schedule = schedule;
        this.waiting = waiting;
        this.judge = judge;
    }

    /**
     * The record with which a delivery goes on here now; {@code body} is the one that it has. Null where it does not go
     * on: it waits for an answer or for the domain, went to another key, or has ended.
     */
    byte @Nullable [] hold(String id, Waiting item, Delivery delivery, byte[] body, long now) {
        if (item.attempts() == 0 && !key.unresolved()) {
            return body;
        }
        Routing routing = out.routing(delivery);
        if (routing == null) {
            again(id, item, item.attempts(), now + SOON);
            return null;
        }
        if (routing.end() != null) {
            waiting.remove(id, item);
            judge.settle(id, item.attempts(), now);
            out.settle(Verdict.ended(key, delivery, item.attempts(), routing, now));
            return null;
        }
        Route route = routing.route();
        if (route == null || new PaceKey(route.getGroup(), key.poolId()).unresolved()) {
            return unknown(id, item, body, now);
        }
        return route.getGroup().equals(key.group())
                ? here(id, delivery, route, body)
                : away(item, delivery, route, now);
    }

    /** An old route is better than none. */
    private byte @Nullable [] unknown(String id, Waiting item, byte[] body, long now) {
        if (!key.unresolved()) {
            return body;
        }
        int attempts = item.attempts() + 1;
        again(
                id,
                item,
                attempts,
                schedule.next(item.rank(), attempts + 1 - item.past().unheard(), now));
        return null;
    }

    private void again(String id, Waiting item, int attempts, long due) {
        waiting.remove(id, item);
        long next = Math.min(due, item.expiresAt());
        waiting.add(id, new Waiting(item.rank(), attempts, next, item.expiresAt(), item.past()));
    }

    /** The same destination, perhaps by other hosts. */
    private byte[] here(String id, Delivery delivery, Route route, byte[] body) {
        if (route.equals(delivery.getRoute())) {
            return body;
        }
        byte[] turned =
                RecordCodec.DELIVERY.encode(delivery.toBuilder().setRoute(route).build());
        state.putBody(id, turned);
        return turned;
    }

    private byte @Nullable [] away(Waiting item, Delivery delivery, Route route, long now) {
        var outcome = Verdict.rerouted(key, delivery, item.attempts(), route, now);
        judge.apply(outcome, now);
        out.reroute(outcome);
        return null;
    }
}
