package io.migomail.mta.simulation;

import io.migomail.core.CancelVerdict;
import io.migomail.core.Ids;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.CancelRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients wish to be canceled and what they are told, reckoned from {@code mail.cancels} alone. */
final class Wishes {
    /** So long PACE may take to cancel what waits. */
    private static final long PROMPT = 500;

    private static final class Wish {
        private long asked = -1;
        /** Of the last verdict that was not to cancel it, or no place. */
        private int spent = -1;

        private @Nullable CancelVerdict told;
        /** What the present life knows: the last request, a verdict behind it. */
        private int life;

        private int seen = -1;
        private long seenAt;
        private boolean answered;
    }

    private final World world;
    private final Map<String, Wish> wishes = new HashMap<>();

    Wishes(World world) {
        this.world = world;
    }

    private Wish of(String id) {
        return wishes.computeIfAbsent(id, i -> new Wish());
    }

    private static String about(CancelRecord cancel) {
        return cancel.getVerdict().isEmpty() ? Ids.delivery(cancel.getMessageId(), 0) : cancel.getDeliveryId();
    }

    /** A record is in the log. */
    void appended(int place, CancelRecord cancel) {
        Wish wish = of(about(cancel));
        if (cancel.getVerdict().isEmpty()) {
            wish.asked = wish.asked < 0 ? world.time.now() : wish.asked;
            return;
        }
        CancelVerdict verdict = CancelVerdict.of(cancel.getVerdict());
        wish.spent = verdict == CancelVerdict.CANCELED ? wish.spent : place;
        wish.told = wish.told == null || wish.told == CancelVerdict.IN_FLIGHT ? verdict : wish.told;
    }

    /** A life has read it. */
    void seen(int place, CancelRecord cancel, Process process) {
        Wish wish = of(about(cancel));
        if (wish.life != process.life()) {
            wish.life = process.life();
            wish.seen = -1;
            wish.answered = false;
        }
        if (cancel.getVerdict().isEmpty()) {
            wish.seen = place;
            wish.seenAt = world.time.now();
            wish.answered = false;
        } else if (!cancel.getVerdict().equals(CancelVerdict.CANCELED.word())) {
            wish.answered = true;
        }
    }

    /** Whether a life knows that it is to be canceled, and nobody said since that it cannot be. */
    private boolean stands(Fate fate, Process process) {
        Wish wish = of(fate.id());
        boolean known = wish.life == process.life() && wish.seen >= 0;
        return known && wish.told != CancelVerdict.SETTLED && !wish.answered && wish.spent <= wish.seen;
    }

    /** PACE says what became of it. */
    void decided(Fate fate, CancelVerdict verdict, Process process) {
        Wish wish = of(fate.id());
        world.time.say(() -> fate.id() + " is said to be " + verdict);
        boolean out = fate.tries.stream().anyMatch(t -> t.life == process.life() && t.read < 0);
        boolean fine = switch (verdict) {
            case CANCELED -> true;
            case IN_FLIGHT -> out;
            case SETTLED -> !fate.finals.isEmpty() || fate.settledIn == process.life();
        };
        if (!fine) {
            throw new Violation("CANCEL", fate.id() + " is not " + verdict);
        }
        wish.answered |= verdict != CancelVerdict.CANCELED;
    }

    /** It is to go, or to another key, or to end otherwise. */
    void mayGoOn(Fate fate, Process process) {
        if (stands(fate, process) || of(fate.id()).told == CancelVerdict.CANCELED) {
            throw new Violation("CANCEL", fate.id() + " goes on and was canceled");
        }
    }

    /** It ends as canceled. */
    void mayEnd(Fate fate, Process process) {
        Wish wish = of(fate.id());
        boolean known = wish.life == process.life() && wish.seen >= 0;
        if (!known || (wish.answered && wish.told != CancelVerdict.CANCELED)) {
            throw new Violation("CANCEL", fate.id() + " is canceled and nobody asked for it");
        }
    }

    /** It waits in PACE now. */
    void mayWait(Fate fate, Process process) {
        long since = Math.max(Math.max(of(fate.id()).seenAt, fate.free), process.passed());
        if (stands(fate, process) && world.time.now() > since + PROMPT) {
            throw new Violation("CANCEL", fate.id() + " waits and is to be canceled");
        }
    }

    /** Whether it was asked for before that instant. */
    boolean asked(Fate fate, long before) {
        long asked = of(fate.id()).asked;
        return asked >= 0 && asked <= before;
    }

    /** The run is over: whoever was told so has no other end. */
    void end(Fate fate) {
        boolean excused = fate.strayed
                || fate.refusedAtRoute
                || fate.finals.values().stream().anyMatch(Fate.Final::late);
        boolean only = fate.finals.values().stream()
                .allMatch(end -> end.outcome().getKind().equals(OutcomeKind.CANCELED.word()));
        if (of(fate.id()).told == CancelVerdict.CANCELED && !only && !excused) {
            throw new Violation("CANCEL", fate.id() + " was told to be canceled and is " + fate.finals.keySet());
        }
    }
}
