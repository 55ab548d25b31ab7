package io.migomail.e2e.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One message of {@link PolicyIT}, and what was told of it while all of them were under way.
 *
 * <p>{@code heading}: the policy's row that it shows, empty where it shows none. {@code ends}: the status that it ends
 * with, {@code deferred} where its next attempt lies beyond the test. {@code judge}: what is asked of it when all ended.
 */
final class Case {
    /** What must hold of a message in the end. */
    @FunctionalInterface
    interface Judge {
        void judge(Told told) throws Exception;
    }

    /** Something that happens. */
    @FunctionalInterface
    interface Turn {
        void happen() throws Exception;
    }

    /** Something that happens once a condition holds. */
    private record Due(BooleanSupplier when, Turn turn) {}

    final String name;
    final String heading;
    final String recipient;
    final String ends;
    final Judge judge;
    private final List<Due> due = new ArrayList<>();
    final Told told = new Told(this);

    @Nullable
    Account account;

    Case(String name, String heading, String recipient, String ends, Judge judge) {
        this.name = name;
        this.heading = heading;
        this.recipient = recipient;
        this.ends = ends;
        this.judge = judge;
    }

    /** The same, sent by another account. */
    Case from(Account other) {
        account = other;
        return this;
    }

    /** The same with that happening once an attempt is told. */
    Case then(Turn turn) {
        return when(() -> told.attempts().size() > 0, turn);
    }

    /** The same with that happening once that holds. */
    Case when(BooleanSupplier condition, Turn turn) {
        due.add(new Due(condition, turn));
        return this;
    }

    /** Lets happen what is due, each once; whether something is still to come. */
    boolean turn() throws Exception {
        for (Due next : List.copyOf(due)) {
            if (next.when().getAsBoolean()) {
                due.remove(next);
                next.turn().happen();
            }
        }
        return !due.isEmpty();
    }

    String domain() {
        return recipient.substring(recipient.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
