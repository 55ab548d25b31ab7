package io.migomail.mta;

import io.migomail.core.record.Delivery;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says anew where a delivery goes. Thread-safe; never blocks. */
@FunctionalInterface
public interface RouteLookup extends AutoCloseable {
    /** Knows nothing. */
    RouteLookup NONE = delivery -> CompletableFuture.completedFuture(Routing.NO_NEWS);

    /** The answer, within a bound of its own; never completes exceptionally. */
    CompletionStage<Routing> route(Delivery delivery);

    @Override
    default void close() {}

    /** Opens it where it is used; travels there. */
    @FunctionalInterface
    interface Source extends Serializable {
        RouteLookup open() throws InterruptedException;
    }
}
