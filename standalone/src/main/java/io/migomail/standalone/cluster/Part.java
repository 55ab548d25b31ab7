package io.migomail.standalone.cluster;

import java.io.IOException;
import java.util.Map;

/**
 * One process as it is meant to be: what is run, where it listens, and how one sees that it serves.
 *
 * @param ports by what they are for, as in {@link Kind}
 */
record Part(String name, Kind kind, Map<String, Integer> ports, Launch launch, Probe probe) {
    /** Whether a process serves; an exception is a no. */
    @FunctionalInterface
    interface Probe {
        boolean serves() throws IOException, InterruptedException;
    }

    int port(String use) {
        Integer port = ports.get(use);
        if (port == null) {
            throw new IllegalArgumentException(name + " has no port " + use);
        }
        return port;
    }
}
