package io.migomail.standalone.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where one broker of a quorum lives. Every broker of the quorum is a controller too.
 *
 * @param node its number, from 1: its place in the quorum
 * @param clusterId holds where the folder is new; the same for all of the quorum
 */
public record BrokerPlace(int node, Path folder, String clusterId, List<Ports> quorum) {
    /**
     * Loopback ports of one broker.
     *
     * @param advertised the port that clients are told to use, where a proxy stands before the broker
     */
    public record Ports(int clients, int controller, int advertised) {
        /** Without a proxy. */
        public Ports(int clients, int controller) {
            this(clients, controller, clients);
        }

        /** From {@code clients:controller} or {@code clients:controller:advertised}. */
        public static Ports parse(String text) {
            String[] words = text.split(":", -1);
            int clients = Integer.parseInt(words[0]);
            return new Ports(
                    clients, Integer.parseInt(words[1]), words.length > 2 ? Integer.parseInt(words[2]) : clients);
        }

        @Override
        public String toString() {
            return clients + ":" + controller + ":" + advertised;
        }
    }

    Ports own() {
        return quorum.get(node - 1);
    }

    /** Copies of every internal topic, and of ours by default. */
    int replicas() {
        return Math.min(3, quorum.size());
    }

    String voters() {
        return IntStream.rangeClosed(1, quorum.size())
                .mapToObj(n -> n + "@127.0.0.1:" + quorum.get(n - 1).controller())
                .collect(Collectors.joining(","));
    }
}
