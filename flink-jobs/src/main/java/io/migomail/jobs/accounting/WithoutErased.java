package io.migomail.jobs.accounting;

import io.migomail.jobs.JobConfig;
import io.migomail.jobs.Keyed;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.BiFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Encoded events without people who were erased. */
final class WithoutErased<T> extends RichMapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    /** How the function gets to know them on the machine where it runs. */
    @FunctionalInterface
    interface Opener extends Serializable {
        ErasedPeople open() throws IOException;
    }

    /** How it is asked of an element. */
    @FunctionalInterface
    interface Without<T> extends BiFunction<ErasedPeople, T, T>, Serializable {}

    private final Opener opener;
    private final Without<T> without;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient ErasedPeople people;

    WithoutErased(Opener opener, Without<T> without) {
        this.opener = opener;
        this.without = without;
    }

    static WithoutErased<byte[]> events(JobConfig config) {
        return new WithoutErased<>(() -> ErasedPeople.open(config), ErasedPeople::withoutEncoded);
    }

    static WithoutErased<Keyed> keyedEvents(JobConfig config) {
        return new WithoutErased<>(
                () -> ErasedPeople.open(config),
                (people, event) -> new Keyed(event.key(), people.withoutEncoded(event.value())));
    }

    @Override
    public void open(OpenContext context) throws IOException {
        people = opener.open();
    }

    @Override
    public T map(T event) {
        return without.apply(people, event);
    }

    @Override
    public void close() {
        if (people != null) {
            people.close();
        }
    }
}
