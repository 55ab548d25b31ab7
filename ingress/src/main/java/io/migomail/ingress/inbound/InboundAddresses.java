package io.migomail.ingress.inbound;

import io.migomail.control.ControlView;
import io.migomail.core.MailAddress;
import io.migomail.core.ReturnPaths;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are there: authentic return paths at the hosts of sending domains, and one address for complaints. Thread-safe.
 */
final class InboundAddresses {
    private static final String COMPLAINTS = "fbl";
    private static final String HOST_PREFIX = ReturnPaths.HOST_LABEL + ".";

    private final ReturnPaths paths;
    private final ControlView view;
    private final String operatorHost;

    /** @param operatorHost where sending domains' aliases lead to: some mail systems write it in their place */
    InboundAddresses(ReturnPaths paths, ControlView view, String operatorHost) {
        this.paths = paths;
        this.view = view;
        this.operatorHost = operatorHost.toLowerCase(Locale.ROOT);
    }

    /** Whether mail for this domain is any business of ours. */
    boolean ours(MailAddress address) {
        return address.domain().equals(operatorHost) || isReturnPathHost(address.domain());
    }

    /** The delivery whose return path it is; null = it is none. */
    @Nullable
    String delivery(MailAddress address) {
        return ours(address) ? paths.delivery(address.local()) : null;
    }

    /** The delivery of a trace in a returned mail; null = it is not ours. */
    @Nullable
    String delivery(String trace) {
        return paths.delivery(trace);
    }

    /** Whether it is where mailbox providers send their users' complaints. */
    boolean takesComplaints(MailAddress address) {
        return address.local().equalsIgnoreCase(COMPLAINTS) && address.domain().equals(operatorHost);
    }

    private boolean isReturnPathHost(String host) {
        return host.startsWith(HOST_PREFIX) && view.hasDomain(host.substring(HOST_PREFIX.length()));
    }
}
