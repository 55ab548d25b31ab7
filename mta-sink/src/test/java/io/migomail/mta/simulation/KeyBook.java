package io.migomail.mta.simulation;

import io.migomail.core.PaceKey;
import io.migomail.mta.pace.PaceState;
import io.migomail.mta.shaping.Shaping;
import io.migomail.mta.simulation.Fate.Try;
import io.migomail.mta.simulation.Scenario.Site;
import io.migomail.mta.simulation.Scenario.Spell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the hosts of one pace key see: how many at once, how many a second, in which order, how often in vain. */
final class KeyBook {
    private static final PaceState.Index[] CLASSES = PaceState.Index.values();

    private final String key;
    private final World world;
    private final @Nullable Site site;
    private final Shaping shaping;
    private final List<Try> tries = new ArrayList<>();
    private final List<Try> running = new ArrayList<>();
    private final Bucket tokens;
    private Bucket lifeTokens;
    private int life;

    KeyBook(String key, World world) {
        this.key = key;
        this.world = world;
        site = world.sites.get(PaceKey.of(key).group());
        shaping = site == null ? Routing.UNRESOLVED : site.shaping();
        tokens = new Bucket(shaping.burst(), world.time.now());
        lifeTokens = tokens;
    }

    void emitted(Try made, Process process) {
        if (site == null) {
            throw new Violation("DNS", made + " goes without a route");
        }
        notBehindAnother(made, process);
        withinCredits(made);
        withinRate(made, process);
        promptly(made, process);
        tries.add(made);
        running.add(made);
    }

    /** I6: none of a class before it is due. */
    private void notBehindAnother(Try made, Process process) {
        for (int rank = 0; rank < made.fate.rank(); rank++) {
            var head = process.task().state(key).head(CLASSES[rank], 1);
            if (!head.isEmpty() && head.get(0).at() <= world.time.now()) {
                throw new Violation("I6", made + " goes before " + head.get(0));
            }
        }
    }

    private void withinCredits(Try made) {
        // Where a process that was given up tells an end late, the attempt that goes on since counts no more.
        running.removeIf(other -> other.ended >= 0
                || other.read >= 0
                || other.life != made.life
                || other.fate.finals.values().stream().anyMatch(Fate.Final::late));
        int most = shaping.maxConnections() - (made.fate.rank() == 0 ? 0 : shaping.reservedForCritical());
        if (running.size() >= most) {
            throw new Violation("CREDITS", made + " goes beside " + running + ", at most " + most);
        }
    }

    private void withinRate(Try made, Process process) {
        if (shaping.messagesPerSecond() > 0) {
            tokens.take(world.time.now());
            if (tokens.left < -1e-6) {
                throw new Violation("RATE", made + " goes, tokens " + tokens.left + " of " + shaping);
            }
            ofLife(process).take(world.time.now());
        }
    }

    /** A life begins with an empty bucket. */
    private Bucket ofLife(Process process) {
        if (life != process.life()) {
            life = process.life();
            lifeTokens = new Bucket(0, process.opened());
        }
        return lifeTokens;
    }

    /** Whether the rate lets nothing go now. */
    boolean rateUsedUp(Process process) {
        long late = Checker.TIMER_LATE + 2;
        return ofLife(process).at(world.time.now() - late) < 1.0001;
    }

    private final class Bucket {
        private double left;
        private long since;

        Bucket(double left, long since) {
            this.left = left;
            this.since = since;
        }

        double at(long now) {
            return Math.min(shaping.burst(), left + (now - since) * shaping.messagesPerSecond() / 1000);
        }

        void take(long now) {
            left = at(now) - 1;
            since = now;
        }
    }

    Shaping shaping() {
        return shaping;
    }

    /** Attempts of a life of which PACE has not read the outcome. */
    long unread(int life) {
        return tries.stream().filter(t -> t.life == life && t.read < 0).count();
    }

    /** I4: where its own destination is fine, a delivery waits for its own kind only, whatever others do. */
    private void promptly(Try made, Process process) {
        Fate fate = made.fate;
        boolean first = made.number == 1 && fate.tries.isEmpty() && fate.enteredLife == made.life;
        boolean quiet = site.alwaysFine() && fate.arrival().account().absent() == Scenario.Span.NONE;
        if (!first || !quiet || process.passed() > fate.entered) {
            return;
        }
        long now = world.time.now();
        long own = 0;
        int count = shaping.burst() + 1;
        for (Try other : tries) {
            long from = Math.max(other.emitted, fate.entered);
            long until = other.read < 0 ? now : Math.min(other.read, now);
            own += Math.max(0, until - from);
            count += other.emitted >= fate.entered ? 1 : 0;
        }
        double interval = shaping.messagesPerSecond() == 0 ? 0 : 1000 / shaping.messagesPerSecond();
        double bound = own + count * (interval + Checker.TIMER_LATE + 1);
        if (now - fate.entered > bound) {
            throw new Violation("I4", made + " waited " + (now - fate.entered) + " ms, alone at most " + bound);
        }
    }

    /** A destination that takes nobody's mail is not asked for every mail. */
    void end() {
        if (site == null) {
            return;
        }
        for (Spell spell : site.spells()) {
            boolean alone = site.spells().stream()
                    .allMatch(o -> o == spell
                            || !o.span().meets(spell.span().from(), spell.span().until()));
            if (alone && spell.host() == null && spell.mood().refusesEverybody()) {
                inVain(spell, tries, 300_000);
            }
            if (alone && spell.host() == null && spell.mood() == Scenario.Mood.BLOCKS) {
                tries.stream()
                        .filter(t -> Mx.blocked(site, t.ip))
                        .collect(Collectors.groupingBy(t -> t.ip))
                        .values()
                        .forEach(fromOne -> inVain(spell, fromOne, 900_000));
            }
        }
    }

    private void inVain(Spell spell, List<Try> some, long longestRest) {
        long count = some.stream().filter(t -> spell.span().covers(t.emitted)).count();
        long lives = 1 + world.crashes.stream().filter(spell.span()::covers).count();
        long rests = 5 + (spell.span().until() - spell.span().from()) / longestRest;
        long most = lives * (4L * shaping.maxConnections() + 4) + rests;
        if (count > most) {
            throw new Violation("HOLDS", count + " attempts to " + key + " while it " + spell + ", at most " + most);
        }
    }
}
