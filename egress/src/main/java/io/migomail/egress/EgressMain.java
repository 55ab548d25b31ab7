package io.migomail.egress;

import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.telemetry.ManagementServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An egress node as a program of its own. Needs its source addresses by settings, and a token but on loopback. */
public final class EgressMain {
    private static final Logger LOG = LoggerFactory.getLogger(EgressMain.class);

    private EgressMain() {}

    /** Serves until SIGTERM, then drains and ends with status 0. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Settings settings = Settings.from(System.getenv());
        EgressConfig config = EgressConfig.of(settings);
        EgressNode node = EgressNode.start(config, TimeSource.SYSTEM, new SecureRandom());
        ManagementServer management = ManagementServer.ofSettings(settings, node.metrics(), node.readiness());
        LOG.info(
                "egress node at {} with {} sources",
                node.address(),
                config.sources().all().size());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(node, management), "egress-drain"));
        new CountDownLatch(1).await();
    }

    private static void drain(EgressNode node, ManagementServer management) {
        LOG.info("draining {} connections", node.counts().open());
        node.drain().toCompletableFuture().join();
        management.close();
        // Ended as it was told to: a signal's own status would say otherwise.
        Runtime.getRuntime().halt(0);
    }
}
