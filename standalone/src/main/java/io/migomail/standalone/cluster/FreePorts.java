package io.migomail.standalone.cluster;

import io.migomail.standalone.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * Loopback ports that are free now, below those that the system gives to outgoing connections: a process that is started
 * again must find its port free. Where to begin comes from the folder, so that several clusters seldom meet.
 */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private int tried;
    private final int begin;

    FreePorts(Path folder) {
        this.begin = Math.floorMod(folder.toString().hashCode(), COUNT);
    }

    int next() {
        while (tried < COUNT) {
            int port = FIRST + (begin + tried++) % COUNT;
            if (free(port)) {
                return port;
            }
        }
        throw new StartException("no loopback port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
