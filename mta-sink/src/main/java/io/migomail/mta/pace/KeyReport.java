package io.migomail.mta.pace;

import io.migomail.core.MessageClass;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceHold;
import io.migomail.core.record.PaceStatus;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a queue tells of itself and of its deliveries, for people. One thread. */
final class KeyReport {
    private final PaceKey key;
    private final PaceState state;
    private final WaitingRoom waiting;
    private final Flight flight;

    /**
     * How the queue stands at an instant.
     *
     * @param binding the limit that holds all of it back; null = none
     * @param since of the binding limit
     * @param free when that limit may let go by itself; {@code Long.MAX_VALUE} = unknown
     * @param nextDue when the next delivery that is not due becomes so; {@code Long.MAX_VALUE} = none
     */
    record Standing(
            @Nullable DelayReason binding,
            long since,
            Collection<Holding> holdings,
            long free,
            long nextDue,
            long now) {
        private long nextTurn() {
            long turn = Math.min(free, nextDue);
            return turn == Long.MAX_VALUE ? 0 : turn;
        }
    }

    KeyReport(PaceKey key, PaceState state, WaitingRoom waiting, Flight flight) {
        this.key = key;
        this.state = state;
        this.waiting = waiting;
        this.flight = flight;
    }

    PaceStatus status(Standing standing) {
        PaceStatus.Builder out = PaceStatus.newBuilder()
                .setPaceKey(key.word())
                .setAt(standing.now)
                .setWaitingCritical(waiting.count(MessageClass.CRITICAL.rank()))
                .setWaitingHigh(waiting.count(MessageClass.HIGH.rank()))
                .setWaitingNormal(waiting.count(MessageClass.NORMAL.rank()))
                .setInFlight(flight.size())
                .setNextTurn(standing.nextTurn())
                .setOldestDue(waiting.oldestDue(standing.now));
        if (standing.binding != null) {
            out.setBinding(standing.binding.word())
                    .setSentence(standing.binding.sentence())
                    .setSince(standing.since);
        }
        for (Holding holding : standing.holdings) {
            if (holding.until() > standing.now) {
                out.addHolds(hold(holding));
            }
        }
        return out.build();
    }

    private static PaceHold hold(Holding holding) {
        boolean address = holding.scope().startsWith(Holds.ADDRESS);
        return PaceHold.newBuilder()
                .setAddress(address ? holding.scope().substring(Holds.ADDRESS.length()) : "")
                .setReason(holding.reason().word())
                .setUntil(holding.until())
                .setRefusals(holding.strikes())
                .build();
    }

    /** Where a delivery is, with the state of the key; null where it is not here or not of that environment. */
    @Nullable
    DeliveryPlace place(String id, String environment, @Nullable DelayReason reason, Standing standing) {
        DeliveryPlace.Builder out = DeliveryPlace.newBuilder();
        InFlight flying = flight.get(id);
        if (flying != null) {
            flies(out, flying);
        } else if (state.item(id) instanceof Waiting item) {
            waits(out, item, reason, standing);
        } else {
            return null;
        }
        byte[] body = state.body(id);
        if (body == null) {
            return null;
        }
        Delivery delivery = RecordCodec.DELIVERY.decode(body);
        if (flying == null && out.getAttempts() == 0) {
            out.setSince(delivery.getRenderedAt());
        }
        return delivery.getHead().getEnvironment().equals(environment)
                ? out.setDeliveryId(id)
                        .setPaceKey(key.word())
                        .setStatus(status(standing))
                        .build()
                : null;
    }

    private static void flies(DeliveryPlace.Builder out, InFlight flying) {
        out.setInFlight(true)
                .setSince(flying.since())
                .setAttempts(flying.attempt())
                .setLastReply(flying.past().lastReply())
                .setExpiresAt(flying.expiresAt());
    }

    private static void waits(
            DeliveryPlace.Builder out, Waiting item, @Nullable DelayReason reason, Standing standing) {
        DelayReason why = reason == null ? item.past().reason() : reason;
        boolean due = item.due() <= standing.now;
        long free = standing.free == Long.MAX_VALUE ? 0 : standing.free;
        out.setReason(why.word())
                .setSentence(why.sentence())
                .setNextAttemptAt(due ? free : item.due())
                .setAttempts(item.attempts())
                .setLastReply(item.past().lastReply())
                .setExpiresAt(item.expiresAt());
    }
}
