package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.Limits;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.PaceStatus;
import io.migomail.mta.Attempt;
import io.migomail.mta.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The mail queue of one pace key. A delivery enters once and leaves at its one final outcome; between the two it waits
 * or is in flight. Everything that decides about it is here, without Flink (docs/adr/0001).
 *
 * <p>Thread: one. Life: may be thrown away after any call and made anew over the same state; what it holds on the heap
 * is a bounded copy. Failure: an exception from the state passes through, and the caller goes back to its last
 * checkpoint; the journal then says what was settled since.
 *
 * <p>Next on the message's way: {@code io.migomail.mta.sink.MtaWriter}.
 */
public final class Pace {
    /** An attempt without an outcome for so long is taken as lost. */
    static final Duration LOST_AFTER = Limits.ATTEMPT_DEADLINE.plusSeconds(30);

    // One call handles at most so many deliveries, then asks to be woken at once, so that others get their turn.
    private static final int BATCH = 256;

    private final Destination destination;
    private final PaceState state;
    private final PaceOutput out;
    private final long life;
    private final RetrySchedule schedule;
    private final WaitingRoom waiting;
    private final Flight flight;
    private final Tombstones tombstones;
    private final Judge judge;
    private final Course course;
    private final Holds holds;
    private final RateLimit rate;
    private final Withdrawal withdrawal;
    private final KeyReport report;
    private final Gate gate;
    private final Marks marks;
    private final WarmingUp warmingUp;
    private final Egress egress;
    private long wakeAt = Long.MAX_VALUE;
    private @Nullable DelayReason binding;
    private long bindingSince;
    private boolean looked;
    private boolean recovered;
    private boolean unfinished;

    /**
     * The queue of a key over its state.
     *
     * @param cancels what its senders want to be canceled
     * @param life names this life of the process: attempts in flight under another one are attempted again
     */
    public Pace(
            Destination destination,
            PaceState state,
            PaceOutput out,
            Cancels cancels,
            long life,
            RandomGenerator random) {
        this.destination = destination;
        this.state = state;
        this.out = out;
        this.life = life;
        schedule = new RetrySchedule(random);
        marks = state.marks();
        waiting = new WaitingRoom(state, marks);
        flight = new Flight(state);
        tombstones = new Tombstones(state, marks);
        holds = new Holds(state, marks);
        warmingUp = new WarmingUp(state, marks);
        egress = new Egress(warmingUp);
        judge = new Judge(state, new Deferral(destination, schedule, holds), waiting, flight, tombstones);
        withdrawal = new Withdrawal(destination.key(), state, judge, cancels, out);
        report = new KeyReport(destination.key(), state, waiting, flight);
        course = new Course(destination.key(), state, out, schedule, waiting, judge);
        rate = new RateLimit(
                state,
                marks,
                destination.shaping().messagesPerSecond(),
                destination.shaping().burst(),
                out.since());
        gate = new Gate(destination, out, holds, flight, rate);
    }

    /** A delivery arrives. Nothing happens where it is known already. */
    public void deliver(Delivery delivery, long now) {
        deliver(delivery, RecordCodec.DELIVERY.encode(delivery), now);
    }

    /** The same where the caller has the record's bytes. */
    public void deliver(Delivery delivery, byte[] encoded, long now) {
        InFlight flying = flight.get(delivery.getDeliveryId());
        if (flying == null) {
            arrive(delivery, encoded, state.item(delivery.getDeliveryId()), now);
        } else if (delivery.getAttempts() > flying.attempt()) {
            flight.remove(delivery.getDeliveryId());
            admit(delivery, encoded, fresh(delivery, now), now);
        }
        proceed(now);
    }

    /** What came back with more attempts than are known of it here had left, though that may still be to be read. */
    private void arrive(Delivery delivery, byte[] encoded, @Nullable Item known, long now) {
        if (known instanceof Tombstone tombstone) {
            returned(delivery, encoded, tombstone, now);
        } else if (known == null) {
            admit(delivery, encoded, fresh(delivery, now), now);
        } else if (known instanceof Waiting item && delivery.getAttempts() > item.attempts()) {
            waiting.remove(delivery.getDeliveryId(), item);
            admit(delivery, encoded, fresh(delivery, now), now);
        }
    }

    /** An outcome is read from the journal. Nothing happens where it is not of the present attempt or a later one. */
    public void outcome(Outcome outcome, long now) {
        judge.apply(outcome, now);
        proceed(now);
    }

    /** The time that was asked for has come; harmless at any other time. */
    public void wake(long now) {
        wakeAt = Long.MAX_VALUE;
        tombstones.sweep(now, BATCH);
        proceed(now);
    }

    /**
     * A delivery is to be canceled, as its {@link Cancels} say: it is where it waits here, and it is told that it cannot
     * be where it has left. Nothing happens where it is not here, or before the fence.
     */
    public void cancel(String deliveryId, long now) {
        if (!out.emitting()) {
            return;
        }
        if (!recovered) {
            proceed(now);
        }
        if (flight.get(deliveryId) != null) {
            withdrawal.refuse(deliveryId, CancelVerdict.IN_FLIGHT);
        } else if (state.item(deliveryId) instanceof Waiting item) {
            withdrawn(deliveryId, item, RecordCodec.DELIVERY.decode(body(deliveryId)), now);
            proceed(now);
        } else if (state.item(deliveryId) instanceof Tombstone gone && gone.kind() == Tombstone.Kind.SETTLED) {
            withdrawal.refuse(deliveryId, CancelVerdict.SETTLED);
        }
    }

    /** Whether a delivery that waits was not to be sent any more, and has ended. */
    private boolean withdrawn(String id, Waiting item, Delivery delivery, long now) {
        Outcome end = withdrawal.end(id, delivery, item, now);
        if (end == null) {
            return false;
        }
        waiting.remove(id, item);
        withdrawal.settle(id, end, now);
        return true;
    }

    /** Where a delivery is; null where it is not here or of another environment. */
    public @Nullable DeliveryPlace place(String deliveryId, String environment, long now) {
        look(now);
        return report.place(deliveryId, environment, reason(deliveryId, now), standing(now));
    }

    /** What the key does as a whole. */
    public PaceStatus status(long now) {
        look(now);
        return report.status(standing(now));
    }

    PaceKey key() {
        return destination.key();
    }

    /** Whether nothing waits here. */
    public boolean nothingWaits() {
        return waiting.isEmpty();
    }

    /** A queue that has just been opened does not know yet what binds it. */
    private void look(long now) {
        if (!looked) {
            proceed(now);
        }
    }

    private KeyReport.Standing standing(long now) {
        return new KeyReport.Standing(
                binding, bindingSince, marks.holdings(), unblockedAt(now), waiting.nextDueAfter(now), now);
    }

    /** Why a delivery of this key waits; null where it does not wait here. */
    public @Nullable DelayReason reason(String deliveryId, long now) {
        if (!(state.item(deliveryId) instanceof Waiting item)) {
            return null;
        }
        if (item.due() > now || binding == null) {
            return item.past().reason();
        }
        return binding;
    }

    /** The limit that holds the whole key back; null where none does. */
    public @Nullable DelayReason binding() {
        return binding;
    }

    /** How much is here. */
    void tell(Load load) {
        load.set(waiting, flight.size(), marks.holdings());
    }

    /** Attempts in flight. */
    public int inFlight() {
        return flight.size();
    }

    private Waiting fresh(Delivery delivery, long now) {
        int rank = Reading.rank(delivery.getHead());
        long expiresAt = delivery.getExpiresAt() == 0 ? now + Limits.EXPIRY_MAX.toMillis() : delivery.getExpiresAt();
        if (!destination.key().unresolved()) {
            return new Waiting(rank, delivery.getAttempts(), now, expiresAt, Past.NONE);
        }
        long due = schedule.next(rank, delivery.getAttempts() + 1, now);
        Past past = new Past("", false, DelayReason.DNS, delivery.getRoute().getError());
        return new Waiting(rank, delivery.getAttempts(), Math.min(due, expiresAt), expiresAt, past);
    }

    private void returned(Delivery delivery, byte[] encoded, Tombstone tombstone, long now) {
        boolean ahead = delivery.getAttempts() > tombstone.attempts();
        boolean early = tombstone.kind() == Tombstone.Kind.EARLY;
        if (!early && !(tombstone.kind() == Tombstone.Kind.REROUTED && ahead)) {
            return;
        }
        tombstones.remove(delivery.getDeliveryId(), tombstone);
        Waiting item = fresh(delivery, now);
        if (early && !ahead) {
            long due = Math.min(tombstone.due(), item.expiresAt());
            item = new Waiting(item.rank(), tombstone.attempts(), due, item.expiresAt(), tombstone.past());
        }
        admit(delivery, encoded, item, now);
    }

    /** The fast path: what may go at once is never written to an index. */
    private void admit(Delivery delivery, byte[] encoded, Waiting item, long now) {
        String id = delivery.getDeliveryId();
        Outcome end = out.emitting() ? withdrawal.end(id, delivery, item, now) : null;
        if (end != null) {
            withdrawal.settle(id, end, now);
            return;
        }
        state.putBody(id, encoded);
        boolean itsTurn = item.due() <= now
                && item.expiresAt() > now
                && !destination.key().unresolved()
                && !waiting.anyDue(item.rank(), now);
        if (itsTurn && gate.blocks(item.rank(), now) == null) {
            launch(id, item, encoded, now);
        } else {
            waiting.add(id, item);
        }
    }

    private void proceed(long now) {
        unfinished = false;
        looked = true;
        DelayReason before = binding;
        binding = null;
        if (out.emitting()) {
            recover(now);
            expire(now);
            drain(now);
        } else {
            binding = DelayReason.RESTORING;
        }
        bindingSince = binding == before ? bindingSince : now;
        sleep(now);
    }

    /** Attempts of an earlier life, and those whose outcome is overdue, wait again. */
    private void recover(long now) {
        while (!recovered) {
            recovered = requeue(flight.stranded(life), now);
        }
        Map.Entry<String, InFlight> oldest = flight.oldest();
        while (oldest != null && oldest.getValue().since() + LOST_AFTER.toMillis() <= now) {
            requeue(oldest, now);
            oldest = flight.oldest();
        }
    }

    /** Whether there was nothing to do. */
    private boolean requeue(Map.@Nullable Entry<String, InFlight> entry, long now) {
        if (entry == null) {
            return true;
        }
        String id = entry.getKey();
        InFlight lost = entry.getValue();
        flight.remove(id);
        long due = Math.min(now, lost.expiresAt());
        waiting.add(id, new Waiting(lost.rank(), lost.attempt(), due, lost.expiresAt(), lost.past()));
        return false;
    }

    private void expire(long now) {
        for (int i = 0; i < BATCH; i++) {
            Slot slot = waiting.expired(now);
            if (slot == null) {
                return;
            }
            String id = slot.deliveryId();
            Waiting item = waiting.get(id);
            Delivery delivery = RecordCodec.DELIVERY.decode(body(id));
            if (!withdrawn(id, item, delivery, now)) {
                waiting.remove(id, item);
                withdrawal.settle(id, Verdict.expired(destination.key(), delivery, item, now), now);
            }
        }
        unfinished = true;
    }

    private void drain(long now) {
        for (int i = 0; i < BATCH; i++) {
            int rank = waiting.rankDue(now);
            binding = rank < 0 || destination.key().unresolved() ? null : gate.blocks(rank, now);
            if (rank < 0 || binding != null) {
                return;
            }
            String id = waiting.nextDue(now);
            Waiting item = waiting.get(id);
            byte[] kept = body(id);
            Delivery delivery = RecordCodec.DELIVERY.decode(kept);
            boolean gone = withdrawn(id, item, delivery, now);
            byte[] body = gone ? null : course.hold(id, item, delivery, kept, now);
            if (body != null) {
                waiting.remove(id, item);
                launch(id, item, body, now);
            }
        }
        unfinished = true;
    }

    private void launch(String id, Waiting item, byte[] body, long now) {
        Pool.Address address = egress.choose(gate.free(), item.past(), item.attempts() == 0, flight, now);
        warmingUp.used(address, now);
        int attempt = item.attempts() + 1;
        Past past = item.past().leaving(address.ip());
        flight.add(id, new InFlight(item.rank(), attempt, now, life, item.expiresAt(), past));
        rate.take(now);
        out.emit(new Attempt(destination.key().word(), attempt, address.ip(), address.ehloName(), body));
    }

    private byte[] body(String id) {
        byte[] body = state.body(id);
        if (body == null) {
            throw new IllegalStateException(id + " waits in PACE without its body");
        }
        return body;
    }

    private void sleep(long now) {
        long next = binding == DelayReason.RESTORING ? out.hold(now) : nextTurn(now);
        if (next < wakeAt) {
            wakeAt = next;
            out.wakeAt(next);
        }
    }

    private long nextTurn(long now) {
        long next = Math.min(waiting.nextDueAfter(now), tombstones.nextEnd());
        next = Math.min(next, waiting.nextExpiry());
        next = Math.min(next, flight.nextLoss(LOST_AFTER));
        return Math.max(Math.min(next, unblockedAt(now)), now);
    }

    /** When it makes sense to look again at what is due already; an outcome may come before. */
    private long unblockedAt(long now) {
        if (unfinished) {
            return now;
        }
        return binding == null ? Long.MAX_VALUE : gate.opensAt(binding, now);
    }
}
