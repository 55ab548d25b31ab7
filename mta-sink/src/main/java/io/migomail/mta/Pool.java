package io.migomail.mta;

import java.util.List;
import java.util.Set;

/**
 * The source addresses of one account and one stream.
 *
 * @param suspension what is not to be sent by it for now
 */
public record Pool(
        String id,
        String accountId,
        String stream,
        String environment,
        List<Address> addresses,
        Suspension suspension) {
    /** One by which everything is sent. */
    public Pool(String id, String accountId, String stream, String environment, List<Address> addresses) {
        this(id, accountId, stream, environment, addresses, Suspension.NONE);
    }

    /** The addresses from which mail may leave to a provider or group of hosts now; none where that is suspended. */
    public List<Address> open(String group) {
        return suspension.covers(group)
                ? List.of()
                : addresses.stream().noneMatch(Address::suspended)
                        ? addresses
                        : addresses.stream()
                                .filter(address -> !address.suspended())
                                .toList();
    }

    /**
     * What an operator took out, besides single addresses.
     *
     * @param whole nothing leaves
     * @param destinations providers and groups of hosts to which nothing leaves
     */
    public record Suspension(boolean whole, Set<String> destinations) {
        /** Nothing is suspended. */
        public static final Suspension NONE = new Suspension(false, Set.of());

        private boolean covers(String group) {
            return whole || destinations.contains(group);
        }
    }

    /**
     * One source address.
     *
     * @param ip literal address; empty = the system's choice
     * @param ehloName name for EHLO; empty = the process's own
     * @param warmUpSince when its warm-up began; 0 = it needs none
     * @param suspended nothing leaves from it for now
     */
    public record Address(String ip, String ehloName, long warmUpSince, boolean suspended) {
        /** One that is used. */
        public Address(String ip, String ehloName, long warmUpSince) {
            this(ip, ehloName, warmUpSince, false);
        }

        /** One that is warm. */
        public Address(String ip, String ehloName) {
            this(ip, ehloName, 0);
        }
    }
}
