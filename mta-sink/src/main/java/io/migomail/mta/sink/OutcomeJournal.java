package io.migomail.mta.sink;

import io.migomail.core.record.Outcome;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where outcomes become durable. Thread-safe; called on I/O threads, so it must not block.
 *
 * <p>Next on the message's way: {@code io.migomail.jobs.accounting.EventDeriver}.
 */
public interface OutcomeJournal extends AutoCloseable {
    /** Appends the outcome behind all earlier ones of its pace key; tells {@code done} once, on any thread. */
    void append(Outcome outcome, Completion done);

    /** Lets go of what it holds; what is not acknowledged by then may be lost. */
    @Override
    void close();

    /** How an append ended. */
    @FunctionalInterface
    interface Completion {
        /** Null = every in-sync replica has it. */
        void ended(@Nullable Exception failure);
    }

    /** How a writer gets its own journal on the machine where it runs. */
    @FunctionalInterface
    interface Source extends Serializable {
        /** A journal that belongs to the caller. */
        OutcomeJournal open();
    }
}
