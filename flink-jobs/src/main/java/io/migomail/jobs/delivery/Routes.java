package io.migomail.jobs.delivery;

import io.migomail.core.DomainNames;
import io.migomail.core.HostPort;
import io.migomail.core.SandboxProvider;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where mail goes without asking the DNS: the transport map, and the MX that captures. Immutable.
 *
 * @param map by domain in A-labels and lower case; {@code *} = every other
 * @param capture the MX of sandbox mail; null = there is none
 * @param captureAll whether live mail without an entry in the map is captured too
 * @param port of MX hosts
 */
record Routes(Map<String, HostPort> map, @Nullable HostPort capture, boolean captureAll, int port) {
    private static final String EVERY = "*";

    /** @throws IllegalArgumentException where a setting cannot be understood */
    static Routes of(Settings settings) {
        Map<String, HostPort> map = new HashMap<>();
        for (String entry : settings.list(Setting.MIGO_ROUTES)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("MIGO_ROUTES: not domain=host:port: " + entry);
            }
            String domain = entry.substring(0, equals).strip();
            map.put(
                    domain.equals(EVERY) ? EVERY : DomainNames.toAscii(domain),
                    HostPort.parse(entry.substring(equals + 1).strip()));
        }
        boolean captureAll = switch (settings.get(Setting.MIGO_DELIVERY)) {
            case "capture" -> true;
            case "internet" -> false;
            default -> throw new IllegalArgumentException("MIGO_DELIVERY must be capture or internet");
        };
        HostPort capture = settings.has(Setting.MIGO_CAPTURE_MX) ? settings.address(Setting.MIGO_CAPTURE_MX) : null;
        return new Routes(map, capture, captureAll, settings.number(Setting.MIGO_SMTP_OUT_PORT, 1));
    }

    /** The entry of the transport map for this domain, else for every domain, else null. */
    @Nullable
    HostPort mapped(String domain) {
        HostPort own = map.get(domain);
        return own == null ? map.get(EVERY) : own;
    }

    /** Groups to which sandbox mail may go. */
    Set<String> captureGroups() {
        if (capture == null) {
            return Set.of();
        }
        Set<String> groups = new HashSet<>(Set.of(group(capture)));
        for (SandboxProvider provider : SandboxProvider.values()) {
            groups.add(group(capture, provider));
        }
        return groups;
    }

    /** The destination group of what the capturing MX plays: paced apart from all other mail that is captured. */
    static String group(HostPort capture, SandboxProvider provider) {
        return group(capture) + "/" + provider.domain();
    }

    /** The destination group of a fixed target. */
    static String group(HostPort target) {
        return "route:" + target;
    }
}
