package io.migomail.mta.simulation;

import io.migomail.core.record.Outcome;
import io.migomail.mta.simulation.Scenario.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is known of one delivery from outside PACE: by the client, the mail hosts and the readers of the journal. */
final class Fate {
    /** One attempt as it was handed to the engine of a life. */
    static final class Try {
        final Fate fate;
        final String key;
        final int number;
        final int life;
        final String ip;
        final long emitted;
        long ended = -1;
        long kept = -1;
        /** Those that saw it. */
        final Set<String> hosts = new TreeSet<>();

        boolean uncertain;
        /** Whether the journal had its outcome before another life marked the journal's end. */
        boolean inJournal;

        long read = -1;

        Try(Fate fate, String key, int number, int life, String ip, long emitted) {
            this.fate = fate;
            this.key = key;
            this.number = number;
            this.life = life;
            this.ip = ip;
            this.emitted = emitted;
        }

        @Override
        public String toString() {
            return fate.id() + "#" + number + " of life " + life;
        }
    }

    /**
     * A final outcome in the journal.
     *
     * @param from the attempt that it tells of; null where PACE or the router decided
     * @param life of its writer
     * @param late whether the next life had marked the end of the journal before
     */
    record Final(Outcome outcome, @Nullable Try from, Journal.Place place, int life, boolean late) {}

    private final Arrival arrival;
    final List<Try> tries = new ArrayList<>();
    /** By the id that the event of it has. */
    final Map<String, Final> finals = new LinkedHashMap<>();
    /** Where the journal first tells how an attempt ended. */
    final Map<Integer, Journal.Place> toldAttempts = new HashMap<>();

    final List<Moves.Move> moves = new ArrayList<>();
    /** Keys to which it was routed at first, each time that its record was read. */
    private final Set<String> routes = new TreeSet<>();
    /** It may not be attempted again before. */
    long notBefore;
    /** The attempt that says so. */
    int notBeforeOf;
    /** From which address it is to go again; empty = any. */
    String pinned = "";
    /** And at which key. */
    String pinnedAt = "";
    /** From when on PACE can expire it, at the latest. */
    long free;
    /** When and in which life it came to PACE. */
    long entered = -1;

    int enteredLife;
    /** In which life PACE ended it last. */
    int settledIn;

    /** The same delivery may be under two keys, which is known not to be ruled out. */
    boolean strayed;

    boolean refusedAtRoute;

    Fate(Arrival arrival) {
        this.arrival = arrival;
        free = arrival.at();
    }

    Arrival arrival() {
        return arrival;
    }

    String id() {
        return arrival.id();
    }

    long expiresAt() {
        return arrival.at() + arrival.life();
    }

    int rank() {
        return arrival.messageClass().rank();
    }

    /** Its record was read and led to this key; read again it should lead to the same. */
    void routed(String key) {
        routes.add(key);
        strayed |= routes.size() > 1;
    }

    List<Try> kept() {
        return tries.stream()
                .filter(t -> t.kept >= 0)
                .sorted(java.util.Comparator.comparingLong(t -> t.kept))
                .toList();
    }
}
