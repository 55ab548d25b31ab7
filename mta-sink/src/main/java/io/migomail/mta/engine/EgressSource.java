package io.migomail.mta.engine;

import io.migomail.core.HostPort;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A source address that a node owns, as this process knows it. Thread-safe.
 *
 * <p>In trouble it is from the first failure that is the node's, until the watch finds that it works.
 */
final class EgressSource {
    private final InetAddress address;
    private final HostPort node;
    private volatile @Nullable String trouble;

    EgressSource(InetAddress address, HostPort node) {
        this.address = address;
        this.node = node;
    }

    InetAddress address() {
        return address;
    }

    HostPort node() {
        return node;
    }

    /** Why it cannot be used now; null where it can, as far as is known. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Whether that is news. */
    boolean setTrouble(@Nullable String why) {
        boolean news = (trouble == null) != (why == null);
        trouble = why;
        return news;
    }
}
