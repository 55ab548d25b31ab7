package io.migomail.e2e.crash;

import io.migomail.standalone.kafka.EmbeddedBroker;
import java.nio.file.Path;

/** A broker in a process of its own: folder, port, controller's port. Stops when its standard input ends. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Prints {@code ready} when it serves. */
    public static void main(String[] args) throws Exception {
        System.setProperty("migomail.log", args[0] + ".log");
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
            System.out.println("ready " + broker.bootstrap());
            System.out.flush();
            while (System.in.read() >= 0) {
                // nothing is expected but the end
            }
        }
        System.exit(0);
    }
}
