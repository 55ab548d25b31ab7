package io.migomail.mta.simulation;

import io.migomail.core.PaceKey;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.simulation.Fate.Try;
import io.migomail.mta.simulation.Scenario.Domain;
import java.util.Comparator;
import java.util.Optional;

/** Where deliveries go on whose domain moved: at its new site, there only, and with their history. */
final class Moves {
    private final World world;

    Moves(World world) {
        this.world = world;
    }

    /** A record with which a delivery leaves a key; where it lies once it does. */
    static final class Move {
        private final String to;
        private final int attempts;
        private final int life;
        Journal.Place place;

        private Move(String to, int attempts, int life) {
            this.to = to;
            this.attempts = attempts;
            this.life = life;
        }

        @Override
        public String toString() {
            return "moved to " + to + " after " + attempts + " in life " + life;
        }
    }

    /** PACE has decided. */
    Move decided(Fate fate, Outcome outcome, Process process) {
        Delivery moved = outcome.getMoved();
        String to = new PaceKey(moved.getRoute().getGroup(), moved.getPoolId()).word();
        Move move = new Move(to, moved.getAttempts(), process.life());
        int made = fate.tries.stream()
                .filter(t -> t.life == move.life)
                .mapToInt(t -> t.number)
                .max()
                .orElse(0);
        Optional<Move> last = last(fate, process);
        boolean counted = move.attempts > outcome.getAttempt()
                && outcome.getAttempt() >= made
                && last.stream().allMatch(l -> l.attempts <= outcome.getAttempt());
        boolean from = last.stream().allMatch(l -> l.to.equals(outcome.getPaceKey()));
        if (!fate.strayed && (!counted || !from || to.equals(outcome.getPaceKey()))) {
            throw new Violation("MOVE", fate.id() + " " + move + " from " + outcome.getPaceKey() + ", " + last);
        }
        if (!there(fate, to)) {
            throw new Violation("MOVE", fate.id() + " " + move + ", where its domain is not");
        }
        fate.moves.add(move);
        return move;
    }

    /** The last one of which a life knows. */
    private static Optional<Move> last(Fate fate, Process process) {
        return fate.moves.stream()
                .filter(m -> m.life == process.life() || m.place != null && m.place.before(process.marks()))
                .max(Comparator.comparingInt(m -> m.attempts));
    }

    private boolean there(Fate fate, String key) {
        long now = world.time.now();
        return fate.arrival().domain().at(world.sites.get(PaceKey.of(key).group()), now - Routing.ANSWER_AGE, now);
    }

    /** An attempt goes. */
    void mayGo(Try made, Process process) {
        Fate fate = made.fate;
        if (fate.strayed) {
            return;
        }
        Optional<Move> last = last(fate, process);
        boolean follows = last.stream().allMatch(m -> m.to.equals(made.key) && m.attempts < made.number);
        boolean again = fate.tries.stream().anyMatch(t -> t.life == made.life && t.number >= made.number);
        if (!follows || again) {
            throw new Violation("MOVE", made + " goes to " + made.key + ", " + last + ", " + fate.tries);
        }
        Domain domain = fate.arrival().domain();
        long now = world.time.now();
        boolean asked = made.number > 1 && last.stream().noneMatch(m -> m.attempts == made.number - 1);
        if (asked && !there(fate, made.key) && !domain.unanswered().meets(now - Routing.ANSWER_AGE, now)) {
            throw new Violation("MOVE", made + " goes to " + made.key + ", where its domain is not");
        }
    }
}
