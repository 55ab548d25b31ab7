package io.migomail.egress;

import io.migomail.core.TimeSource;
import io.migomail.mail.socks.Socks;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a node share; thread-safe. */
final class NodeContext {
    private static final Logger LOG = LoggerFactory.getLogger(NodeContext.class);

    private final EgressConfig config;
    private final TimeSource time;
    private final SourcePorts ports;
    private final EgressCounts counts = new EgressCounts();
    private final byte[] user;
    private final byte[] token;
    private final Consumer<InetAddress> suspect;

    /** {@code suspect} is told of a source that could not be bound. */
    NodeContext(EgressConfig config, TimeSource time, SourcePorts ports, Consumer<InetAddress> suspect) {
        this.config = config;
        this.time = time;
        this.ports = ports;
        this.suspect = suspect;
        this.user = digest(Socks.USER.getBytes(StandardCharsets.UTF_8));
        this.token = digest(config.token().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes as long whatever is wrong: equal lengths are compared, and both always. */
    boolean accepts(byte[] name, byte[] password) {
        boolean known = MessageDigest.isEqual(user, digest(name));
        boolean right = MessageDigest.isEqual(token, digest(password));
        return known & right;
    }

    private static byte[] digest(byte[] octets) {
        return io.migomail.core.Ids.sha256(octets);
    }

    void unbindable(InetAddress source, Exception why) {
        LOG.warn("cannot bind {}: {}", source.getHostAddress(), why.getMessage());
        suspect.accept(source);
    }

    EgressConfig config() {
        return config;
    }

    SourcePorts ports() {
        return ports;
    }

    TimeSource time() {
        return time;
    }

    EgressCounts counts() {
        return counts;
    }
}
