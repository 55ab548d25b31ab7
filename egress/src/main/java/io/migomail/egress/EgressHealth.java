package io.migomail.egress;

import java.net.InetAddress;
import java.util.List;

/**
 * Whether a node does what it is there for.
 *
 * @param listening whether it takes connections
 * @param unbindable those of its sources that it could not bind when it tried last
 */
public record EgressHealth(boolean listening, List<InetAddress> unbindable) {
    /** Whether mail from each of its sources can leave. */
    public boolean ready() {
        return listening && unbindable.isEmpty();
    }

    /** What is wrong, in a sentence; empty where nothing is. */
    public String complaint() {
        if (!listening) {
            return "takes no connections";
        }
        List<String> texts =
                unbindable.stream().map(InetAddress::getHostAddress).toList();
        return texts.isEmpty() ? "" : "cannot bind " + String.join(", ", texts);
    }
}
