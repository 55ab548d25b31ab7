package io.migomail.standalone.cluster;

import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.egress.EgressMain;
import io.migomail.ingress.IngressMain;
import io.migomail.standalone.inbox.InboxMain;
import io.migomail.standalone.kafka.BrokerMain;
import io.migomail.standalone.kafka.BrokerPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain;

/** Every process of a cluster, from its census and settings: the same parts in the command that starts and in later ones. */
final class Parts {
    private static final List<String> TINY = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Settings settings;
    private final Census census;
    private final Path folder;
    private final FlinkParts flink;

    Parts(Settings settings, Census census, Path folder) {
        this.settings = settings;
        this.census = census;
        this.folder = folder;
        this.flink = new FlinkParts(settings, census, folder);
    }

    /** All of them, in the order in which they are needed. */
    List<Part> all() {
        List<Part> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            all.addAll(of(kind));
        }
        return all;
    }

    List<Part> of(Kind kind) {
        List<String> names = census.names(kind);
        return names.stream().map(name -> part(kind, name, names.indexOf(name))).toList();
    }

    /** @throws IllegalArgumentException with the names that there are */
    Part named(String name) {
        census.ports(name);
        return all().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    PartFolder folderOf(Part part) {
        return new PartFolder(folder.resolve("run").resolve(part.name()));
    }

    /** Base URL of an ingress node, from 0. */
    String http(int number) {
        return "http://" + door(Setting.MIGO_HTTP, number, "http");
    }

    HostPort smtp(int number) {
        return door(Setting.MIGO_SMTP, number, "smtp");
    }

    /** As with the others, each further node one port higher; empty = none. */
    private String metrics(int number) {
        if (!settings.has(Setting.MIGO_METRICS)) {
            return "";
        }
        HostPort first = settings.address(Setting.MIGO_METRICS);
        return new HostPort(first.host(), first.port() + number).toString();
    }

    private HostPort door(Setting setting, int number, String use) {
        return ClusterSettings.door(
                settings,
                setting,
                number,
                census.port(census.names(Kind.INGRESS).get(number), use));
    }

    private Part part(Kind kind, String name, int number) {
        Map<String, Integer> ports = census.ports(name);
        return switch (kind) {
            case ZOOKEEPER -> new Part(name, kind, ports, zooKeeper(name), () -> Probes.listens(ports, "client"));
            case BROKER -> new Part(name, kind, ports, broker(name, number), () -> Probes.broker(settings, ports));
            case CLICKHOUSE ->
                new Part(name, kind, ports, Launch.of(TINY, EventStoreMain.class), () -> Probes.clickHouse(settings));
            case INBOX -> new Part(name, kind, ports, inbox(ports), () -> Probes.listens(ports, "smtp"));
            case EGRESS -> new Part(name, kind, ports, egress(name, ports), () -> Probes.listens(ports, "socks"));
            case JOBMANAGER -> new Part(name, kind, ports, flink.jobManager(name), () -> Probes.listens(ports, "rest"));
            case TASKMANAGER ->
                new Part(
                        name,
                        kind,
                        ports,
                        flink.taskManager(name),
                        () -> Probes.listens(ports, "rpc") && Probes.registered(census, name));
            case INGRESS -> {
                Map<String, Integer> doors = Map.of(
                        "http",
                        door(Setting.MIGO_HTTP, number, "http").port(),
                        "smtp",
                        smtp(number).port());
                yield new Part(name, kind, doors, ingress(number), () -> Probes.ready(http(number)));
            }
        };
    }

    private Launch zooKeeper(String name) {
        PartFolder part = new PartFolder(folder.resolve("run").resolve(name));
        String file = """
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                tickTime=500
                maxClientCnxns=0
                admin.enableServer=false
                autopurge.snapRetainCount=3
                autopurge.purgeInterval=1
                """.formatted(folder.resolve("zookeeper"), census.port(name, "client"));
        return new Launch(
                TINY,
                ZooKeeperServerMain.class.getName(),
                List.of(part.conf().resolve("zoo.cfg").toString()),
                Map.of(),
                Map.of("zoo.cfg", file));
    }

    private Launch broker(String name, int number) {
        List<String> arguments = new ArrayList<>(List.of(
                Integer.toString(number + 1),
                folder.resolve("kafka").resolve(name).toString(),
                census.kafkaCluster()));
        census.names(Kind.BROKER).stream()
                .map(each -> new BrokerPlace.Ports(census.port(each, "clients"), census.port(each, "controller")))
                .forEach(ports -> arguments.add(ports.toString()));
        return Launch.of(List.of("-Xmx512m", "-XX:+UseParallelGC"), BrokerMain.class, arguments.toArray(String[]::new));
    }

    private static Launch inbox(Map<String, Integer> ports) {
        return Launch.of(
                List.of("-Xmx128m", "-XX:+UseSerialGC"),
                InboxMain.class,
                Integer.toString(ports.getOrDefault("http", 0)));
    }

    private Launch egress(String name, Map<String, Integer> ports) {
        return new Launch(
                TINY,
                EgressMain.class.getName(),
                List.of(),
                Map.of(
                        Setting.MIGO_EGRESS_LISTEN.name(),
                        "127.0.0.1:" + ports.getOrDefault("socks", 0),
                        Setting.MIGO_METRICS.name(),
                        // Not that of the cluster's settings, which is the first ingress node's.
                        ports.containsKey("metrics") ? "127.0.0.1:" + ports.get("metrics") : "",
                        Setting.MIGO_EGRESS_SOURCES.name(),
                        ClusterEgress.sources(settings, census, name)),
                Map.of());
    }

    private Launch ingress(int number) {
        return new Launch(
                List.of("-Xmx256m", "-XX:MaxDirectMemorySize=128m", "-XX:+UseParallelGC"),
                IngressMain.class.getName(),
                List.of(),
                Map.of(
                        Setting.MIGO_HTTP.name(),
                        door(Setting.MIGO_HTTP, number, "http").toString(),
                        Setting.MIGO_SMTP.name(),
                        smtp(number).toString(),
                        Setting.MIGO_METRICS.name(),
                        metrics(number),
                        Setting.MIGO_INBOUND.name(),
                        // One address is one process's.
                        number == 0 ? settings.get(Setting.MIGO_INBOUND) : ""),
                Map.of());
    }
}
