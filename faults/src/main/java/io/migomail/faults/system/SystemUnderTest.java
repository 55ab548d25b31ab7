package io.migomail.faults.system;

import io.migomail.bench.system.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A running Migomail whose processes can be ended and stopped by name. Used by one thread; {@link #close} ends what is
 * left of it.
 */
public interface SystemUnderTest extends AutoCloseable {
    /** How it is reached; the same after every restart. */
    Access access();

    /** kill -9; returns when it is dead. Where the system is one process, every name means all of it. */
    void kill(String part) throws IOException;

    /** Starts what was killed on the data it left; returns when it takes mail. */
    void restart(String part) throws IOException, InterruptedException;

    /** SIGSTOP. */
    void stop(String part) throws IOException, InterruptedException;

    /** SIGCONT. */
    void cont(String part) throws IOException, InterruptedException;

    /** Roots of its process trees. */
    List<Long> pids();

    /**
     * Bootstrap servers of its log. Where the broker is inside the process, that is ended for it and a broker over its
     * folder takes its place: the last thing to ask for.
     */
    String log() throws IOException;

    /** The folder that holds its data and log. */
    Path data();

    @Override
    void close();
}
