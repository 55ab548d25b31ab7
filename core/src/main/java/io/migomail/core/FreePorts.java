package io.migomail.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;

/**
 * Loopback ports that are free now, each named once a round. They lie below those that systems give to outgoing
 * connections: a process that is started again must find its port free, which no probe of a port of the system's choice
 * promises. Thread-safe.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int APART = 61;

    private static final FreePorts OF_THIS_PROCESS =
            new FreePorts(ProcessHandle.current().pid() * APART);

    private final IntPredicate probe;
    private long next;

    /** Begins at a place that follows from {@code seed}, so that owners of different seeds seldom meet. */
    public FreePorts(long seed) {
        this(seed, FreePorts::free);
    }

    /** The same with another idea of which port is free. */
    FreePorts(long seed, IntPredicate probe) {
        this.next = Math.floorMod(seed, COUNT);
        this.probe = probe;
    }

    /** For whoever needs no port that others can foretell; processes begin at different places. */
    public static FreePorts ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * A port that nobody listens on at this moment.
     *
     * @throws IllegalStateException where all are taken
     */
    public synchronized int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + (int) (next++ % COUNT);
            if (probe.test(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no loopback port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
    }

    /** Whether nobody listens there now. */
    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
