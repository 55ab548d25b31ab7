package io.migomail.faults.system;

import io.migomail.bench.system.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A running Migomail whose processes can be ended and stopped by name. Used by one thread; {@link #close} ends what is
 * left of it.
 */
public interface SystemUnderTest extends AutoCloseable {
    /** The name of everything. */
    String ALL = "all";

    /** How its ingress nodes are reached; the same after every restart. */
    List<Access> nodes();

    /** How the first of them is reached. */
    default Access access() {
        return nodes().get(0);
    }

    /**
     * The process that a fault of a part hits now: {@code ingress}, {@code kafka} and {@code jobmanager} (those that lead),
     * {@code taskmanager} (one that carries mail), {@code clickhouse}, or {@link #ALL}. Where the system is one process,
     * every part is all of it. To be asked before the load: of a cluster a process tells it, which takes seconds of the
     * processor.
     */
    String victim(String part) throws IOException, InterruptedException;

    /** Whether it goes on without that part, before anybody starts it again. */
    boolean heals(String part);

    /** kill -9; returns when it is dead. */
    void kill(String name) throws IOException, InterruptedException;

    /** A planned end of all of it, as before an upgrade; returns when it has ended. */
    void endAll() throws IOException, InterruptedException;

    /** Starts what ended, on the data it left; returns when it serves. */
    void start(String name) throws IOException, InterruptedException;

    /** A planned end and a start of one process; returns when it serves and all jobs run. */
    void renew(String name) throws IOException, InterruptedException;

    /** Starts all of it, none of which may run, with settings that hold for this start only. */
    void startAll(Map<String, String> changed) throws IOException, InterruptedException;

    /** Starts all of it, none of which may run, with what the checkout at that folder has built, from now on. */
    void upgrade(Path home) throws IOException, InterruptedException;

    /** SIGSTOP. */
    void stop(String name) throws IOException, InterruptedException;

    /** SIGCONT. */
    void cont(String name) throws IOException, InterruptedException;

    /** Names of all processes, in the order in which an operator would renew them. */
    List<String> names();

    /** Roots of its process trees; the first one carries mail. */
    List<Long> pids();

    /** Roots of the process trees of that name. */
    List<Long> pids(String name);

    /**
     * Bootstrap servers of its log. Where the broker is inside the process, that is ended for it and a broker over its
     * folder takes its place: the last thing to ask for.
     */
    String log() throws IOException;

    /**
     * Its events, past the product.
     *
     * @throws IllegalStateException where the engine is inside a process that tells nobody its password
     */
    EventTable eventStore() throws IOException;

    /** How often a job failed over or ended by itself since the last start. */
    long jobRestarts() throws IOException;

    /** The folder that holds its data. */
    Path data();

    @Override
    void close();
}
