package io.migomail.faults.load;

import java.util.concurrent.CompletableFuture;

/** A way into the system. Thread-safe; never blocks its caller. */
public interface Door extends AutoCloseable {
    /** Sends once; completes normally whatever happens. */
    CompletableFuture<Told> send(FaultMail mail);

    @Override
    void close();
}
