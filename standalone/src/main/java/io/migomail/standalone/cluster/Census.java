package io.migomail.standalone.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.FreePorts;
import io.migomail.standalone.DataFolder;
import io.migomail.standalone.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which processes a cluster has and where they listen: {@code cluster.json} of the data folder, so that later commands
 * find them.
 *
 * @param version of this file
 * @param kafkaCluster id that all brokers share
 * @param ports of each process by what they are for, in the order of {@link Kind}
 */
record Census(int version, Profile profile, String kafkaCluster, Map<String, Map<String, Integer>> ports) {
    private static final int VERSION = 1;
    private static final String FILE = "cluster.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static boolean present(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** @throws StartException where there is none, or of a version that this program does not know */
    static Census read(Path folder) throws IOException {
        if (!present(folder)) {
            throw new StartException("there is no cluster in " + folder + "; ./migomail cluster up makes one");
        }
        Census census = JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), Census.class);
        if (census.version() != VERSION) {
            throw new StartException(folder.resolve(FILE) + " is of version " + census.version());
        }
        return census;
    }

    /** A new one over these kinds, each process on ports that are free now. */
    static Census take(Roster roster, String kafkaCluster, List<Kind> kinds, FreePorts free) throws IOException {
        Map<String, Map<String, Integer>> all = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            for (String name : names(kind, roster)) {
                Map<String, Integer> ports = new LinkedHashMap<>();
                for (String use : kind.ports()) {
                    ports.put(use, free.next());
                }
                all.put(name, ports);
            }
        }
        return new Census(VERSION, roster.profile(), kafkaCluster, all);
    }

    void write(DataFolder folder) throws IOException {
        folder.writePrivate(FILE, JSON.writeValueAsString(this) + "\n");
    }

    /** The names of the processes of a kind, in order. */
    List<String> names(Kind kind) {
        // There are never more of a kind than processes in all.
        int most = Math.min(Roster.MOST, ports.size());
        return names(kind, new Roster(profile, Math.max(1, most), most)).stream()
                .filter(ports::containsKey)
                .toList();
    }

    /** @throws IllegalArgumentException with the names that there are */
    Map<String, Integer> ports(String name) {
        Map<String, Integer> own = ports.get(name);
        if (own == null) {
            throw new IllegalArgumentException("no process is called '" + name + "'; there are " + ports.keySet());
        }
        return own;
    }

    int port(String name, String use) {
        return ports(name).getOrDefault(use, 0);
    }

    private static List<String> names(Kind kind, Roster roster) {
        Profile profile = roster.profile();
        return switch (kind) {
            case ZOOKEEPER, CLICKHOUSE, INBOX -> List.of(kind.word());
            case EGRESS -> numbered(kind, roster.egress());
            case BROKER -> numbered(kind, profile.brokers());
            case JOBMANAGER -> numbered(kind, profile.jobManagers());
            case TASKMANAGER -> numbered(kind, roster.taskManagers());
            case INGRESS -> numbered(kind, Profile.INGRESS);
        };
    }

    private static List<String> numbered(Kind kind, int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(n -> kind.word() + "-" + n)
                .toList();
    }
}
