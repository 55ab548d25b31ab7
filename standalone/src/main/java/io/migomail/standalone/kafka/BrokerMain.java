package io.migomail.standalone.kafka;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A broker as a program of its own, of a quorum on this machine. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: node, folder, cluster id, then clients:controller[:advertised] ports of every broker. Serves until SIGTERM. */
    public static void main(String[] args) throws Exception {
        var quorum = Arrays.stream(args).skip(3).map(BrokerPlace.Ports::parse).toList();
        EmbeddedBroker broker =
                EmbeddedBroker.start(new BrokerPlace(Integer.parseInt(args[0]), Path.of(args[1]), args[2], quorum));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
        new CountDownLatch(1).await();
    }
}
