package io.migomail.faults.fault;

import io.migomail.core.FreePorts;
import io.migomail.faults.Knobs;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.system.OwnBroker;
import io.migomail.testkit.CutProxy;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A broker of the harness's own beside a one-process run, reached through a network that can be cut. */
final class BrokerOutside implements AutoCloseable {
    private final Scratch scratch = Scratch.open("faults-broker");
    private final CutProxy proxy;
    private final OwnBroker broker;

    /** @param kafka where its log shall lie */
    BrokerOutside(Knobs knobs, Path kafka) throws IOException {
        try {
            int port = FreePorts.ofThisProcess().next();
            proxy = CutProxy.start(0, port);
            broker = OwnBroker.start(
                    scratch,
                    knobs.home(),
                    kafka,
                    new OwnBroker.Ports(port, FreePorts.ofThisProcess().next(), proxy.port()));
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
    }

    /** A usual trial that uses it. */
    Setup setup() {
        Map<String, String> settings = new HashMap<>(Setup.usual().settings());
        settings.put("MIGO_KAFKA", "127.0.0.1:" + proxy.port());
        return new Setup(Setup.usual().thinks(), Setup.usual().whims(), settings);
    }

    CutProxy proxy() {
        return proxy;
    }

    OwnBroker broker() {
        return broker;
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        scratch.close();
    }
}
