package io.migomail.mta.engine;

import io.migomail.core.FreePorts;
import io.migomail.core.HostPort;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.egress.EgressConfig;
import io.migomail.egress.EgressNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;

/** Two egress nodes, each of a source of the fixture's pool, that may connect to a mail host on loopback. */
final class EgressFixture implements AutoCloseable {
    static final String FIRST = "127.0.1.10";
    static final String SECOND = "127.0.1.11";
    /** Owned by the second node, and not on this machine. */
    static final String ELSEWHERE = "192.0.2.77";

    private static final String TOKEN = "the token of two nodes";

    private final String ports;
    final HostPort firstAt;
    EgressNode first;
    final EgressNode second;

    /** May connect to these two ports. */
    EgressFixture(int mx, int other) throws IOException {
        ports = mx + "," + other;
        firstAt = new HostPort("127.0.0.1", new FreePorts(mx).next());
        first = node(firstAt, FIRST);
        second = node(new HostPort("127.0.0.1", 0), SECOND + "," + ELSEWHERE);
    }

    private EgressNode node(HostPort at, String sources) {
        EgressConfig config = EgressConfig.of(Settings.from(Map.of(
                "MIGO_EGRESS_LISTEN", at.toString(),
                "MIGO_EGRESS_SOURCES", sources,
                "MIGO_EGRESS_TOKEN", TOKEN,
                "MIGO_EGRESS_PORTS", ports,
                "MIGO_EGRESS_ALLOW", "127.0.0.0/8")));
        return EgressNode.start(config, TimeSource.SYSTEM, new SecureRandom());
    }

    void startFirstAgain() {
        first = node(firstAt, FIRST);
    }

    /** As an engine is told of them. */
    EgressNodes nodes() {
        return nodes(TOKEN, firstAt);
    }

    /** The same with another token, or with another place of the first. */
    EgressNodes nodes(String token, HostPort firstAt) {
        String secondAt = "127.0.0.1:" + second.address().getPort();
        return EgressNodes.of(Settings.from(Map.of(
                "MIGO_EGRESS_NODES",
                FIRST + "=" + firstAt + "," + SECOND + "=" + secondAt + "," + ELSEWHERE + "=" + secondAt,
                "MIGO_EGRESS_TOKEN",
                token)));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
