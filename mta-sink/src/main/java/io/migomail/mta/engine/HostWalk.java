package io.migomail.mta.engine;

import io.migomail.core.Limits;
import io.migomail.core.record.MxHost;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The MX hosts of one attempt in the order of trying: by preference, equal ones shuffled (RFC 5321 5.1). One thread. */
final class HostWalk {
    private final List<MxHost> hosts;
    private int next;

    HostWalk(List<MxHost> route, RandomGenerator random) {
        hosts = new ArrayList<>(route.subList(0, Math.min(route.size(), Limits.MX_HOSTS)));
        for (int from = 0; from < hosts.size(); ) {
            int to = from + 1;
            while (to < hosts.size()
                    && hosts.get(to).getPreference() == hosts.get(from).getPreference()) {
                to++;
            }
            shuffle(hosts.subList(from, to), random);
            from = to;
        }
    }

    /** The next host, or null behind the last. */
    @Nullable
    MxHost next() {
        return next < hosts.size() ? hosts.get(next++) : null;
    }

    private static void shuffle(List<MxHost> equals, RandomGenerator random) {
        for (int i = equals.size() - 1; i > 0; i--) {
            MxHost other = equals.set(random.nextInt(i + 1), equals.get(i));
            equals.set(i, other);
        }
    }
}
