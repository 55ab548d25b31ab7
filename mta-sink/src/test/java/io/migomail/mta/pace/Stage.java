package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.CancelVerdict;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.Pool;
import io.migomail.mta.Routing;
import io.migomail.mta.shaping.Shaping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One key of PACE in virtual time, with everything it did. */
final class Stage implements PaceOutput {
    static final long START = 1_700_000_000_000L;
    static final Shaping UNLIMITED = new Shaping(1000, 0, 0, 1, 100, 0, false);
    static final String POOL = "pool_1";

    final List<Attempt> attempts = new ArrayList<>();
    final List<Outcome> settled = new ArrayList<>();
    final List<Outcome> rerouted = new ArrayList<>();
    final TreeSet<Long> wakes = new TreeSet<>();
    final PaceKey key;
    final Shaping shaping;
    final Map<String, CancelVerdict> decided = new TreeMap<>();
    final Map<String, String> wanted = new HashMap<>();

    /** Who is not written to, and why. */
    final Map<String, String> suppressed = new HashMap<>();

    MemoryState state = new MemoryState();

    /** Wants what {@link #wanted} names, with its environment. */
    private final Cancels cancels = new Cancels() {
        @Override
        public @Nullable String wanted(String deliveryId) {
            CancelVerdict verdict = decided.get(deliveryId);
            return verdict == null || verdict == CancelVerdict.CANCELED ? wanted.get(deliveryId) : null;
        }

        @Override
        public boolean undecided(String deliveryId) {
            return wanted.containsKey(deliveryId) && !decided.containsKey(deliveryId);
        }

        @Override
        public void decided(String deliveryId, CancelVerdict verdict) {
            decided.put(deliveryId, verdict);
        }
    };

    @Nullable
    Pool pool;

    /** What the DNS says before a retry; null = nothing yet. */
    @Nullable
    Routing routing = Routing.NO_NEWS;

    Pace pace;
    long now = START;
    long life = 1;
    long heldUntil;
    long since;

    Stage(String group, Shaping shaping, String... ips) {
        this.key = new PaceKey(group, POOL);
        this.shaping = shaping;
        this.pool = pool(ips);
        this.pace = open();
    }

    static Stage of(Shaping shaping) {
        return new Stage("mx:mx.example.net", shaping, "192.0.2.1");
    }

    static Pool pool(String... ips) {
        List<Pool.Address> addresses = new ArrayList<>();
        for (String ip : ips) {
            addresses.add(new Pool.Address(ip, "mta.example.org"));
        }
        return new Pool(POOL, "acc_1", "transactional", "live", addresses);
    }

    /** The queue is thrown away and made anew over the same state, as when its key was not used for a while. */
    void forget() {
        pace = open();
    }

    /** The process dies and starts again from a checkpoint. */
    void restore(MemoryState checkpoint) {
        state = checkpoint.copy();
        life++;
        pace = open();
    }

    private Pace open() {
        Destination destination = new Destination(key, shaping, id -> pool);
        return new Pace(destination, state, this, cancels, life, new SplittableRandom(life));
    }

    void deliver(String id, MessageClass messageClass) {
        pace.deliver(Mail.delivery(id, messageClass, now + Duration.ofHours(72).toMillis()), now);
    }

    void deliver(String id, MessageClass messageClass, Duration life) {
        pace.deliver(Mail.delivery(id, messageClass, now + life.toMillis()), now);
    }

    void outcome(String id, int attempt, OutcomeKind kind) {
        pace.outcome(Mail.outcome(id, attempt, kind), now);
    }

    /** Lets time pass, waking PACE whenever it asked for it. */
    void advance(Duration span) {
        long end = now + span.toMillis();
        while (!wakes.isEmpty() && wakes.first() <= end) {
            now = Math.max(now, wakes.pollFirst());
            pace.wake(now);
        }
        now = end;
    }

    /** Ids of the deliveries attempted, in order. */
    List<String> attempted() {
        return attempts.stream().map(Stage::id).toList();
    }

    Attempt last() {
        return attempts.get(attempts.size() - 1);
    }

    static String id(Attempt attempt) {
        return RecordCodec.DELIVERY.decode(attempt.delivery()).getDeliveryId();
    }

    @Override
    public void emit(Attempt attempt) {
        attempts.add(attempt);
    }

    @Override
    public void settle(Outcome outcome) {
        settled.add(outcome);
    }

    @Override
    public void reroute(Outcome outcome) {
        rerouted.add(outcome);
    }

    @Override
    public @Nullable Routing routing(Delivery delivery) {
        return routing;
    }

    @Override
    public String suppressed(Delivery delivery) {
        return suppressed.getOrDefault(delivery.getRecipient(), "");
    }

    @Override
    public void decided(String deliveryId, CancelVerdict verdict) {
        assertEquals(verdict, decided.get(deliveryId));
    }

    @Override
    public void wakeAt(long instant) {
        wakes.add(instant);
    }

    @Override
    public long since() {
        return since;
    }

    @Override
    public boolean emitting() {
        return now >= heldUntil;
    }

    @Override
    public long hold(long now) {
        return heldUntil;
    }
}
