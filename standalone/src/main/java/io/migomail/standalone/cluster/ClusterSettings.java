package io.migomail.standalone.cluster;

import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.ingress.IngressNode;
import io.migomail.standalone.DataFolder;
import io.migomail.standalone.inbox.Inbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a cluster: the user's, and over them the addresses of the processes that there are. */
final class ClusterSettings {
    private static final String FILE = "settings.conf";
    private static final String LOOPBACK = "127.0.0.1:";

    private ClusterSettings() {}

    /** Without a data folder of the user's choice: one beside that of the one-process run, never the same. */
    static Settings placed(Settings given) {
        return given.given(Setting.MIGO_DATA)
                ? given
                : given.with(Setting.MIGO_DATA, given.folder(Setting.MIGO_DATA) + "-cluster");
    }

    static Path folder(Settings given) {
        return placed(given).folder(Setting.MIGO_DATA);
    }

    /** What holds for every process. */
    static Settings complete(Settings given, Census census) throws IOException {
        List<String> doors = census.names(Kind.INGRESS);
        int first = doors.isEmpty() ? 0 : census.port(doors.get(0), "http");
        Settings all = Inbox.captureDefaults(given, door(given, Setting.MIGO_HTTP, 0, first))
                .with(Setting.MIGO_CONFIG, null)
                .with(Setting.MIGO_DATA, folder(given).toString())
                .with(Setting.MIGO_HOSTNAME, IngressNode.hostName(given));
        if (!census.names(Kind.BROKER).isEmpty()) {
            all = all.with(
                            Setting.MIGO_KAFKA,
                            census.names(Kind.BROKER).stream()
                                    .map(name -> LOOPBACK + census.port(name, "clients"))
                                    .collect(Collectors.joining(",")))
                    .with(
                            Setting.MIGO_KAFKA_REPLICATION,
                            Integer.toString(census.names(Kind.BROKER).size()));
        }
        for (String name : census.names(Kind.CLICKHOUSE)) {
            all = all.with(Setting.MIGO_CLICKHOUSE_URL, "http://" + LOOPBACK + census.port(name, "http"))
                    .with(Setting.MIGO_CLICKHOUSE_USER, ClickHouseLocal.USER)
                    .with(Setting.MIGO_CLICKHOUSE_PASSWORD, ClickHouseLocal.newPassword());
        }
        for (String name : census.names(Kind.INBOX)) {
            all = all.with(Setting.MIGO_CAPTURE_MX, LOOPBACK + census.port(name, "smtp"))
                    .with(Setting.MIGO_INBOX_URL, "http://" + LOOPBACK + census.port(name, "http"));
        }
        if (!all.given(Setting.MIGO_BODIES)) {
            all = all.with(
                    Setting.MIGO_BODIES, folder(given).resolve("bodies").toUri().toString());
        }
        if (!all.has(Setting.MIGO_SMTP_CERT)) {
            Path tls = folder(given).resolve("tls");
            all = all.with(Setting.MIGO_SMTP_CERT, tls.resolve("smtp-cert.pem").toString())
                    .with(Setting.MIGO_SMTP_KEY, tls.resolve("smtp-key.pem").toString());
        }
        return ClusterEgress.complete(all, census);
    }

    /** Writes them for the processes, and for later commands; they hold secrets. */
    static void write(Settings settings, DataFolder folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Setting setting : Setting.values()) {
            if (settings.given(setting)) {
                text.append(setting).append('=').append(settings.get(setting)).append('\n');
            }
        }
        folder.writePrivate(FILE, text.toString());
    }

    /** Those of the cluster in this folder. */
    static Settings read(Path folder) {
        return Settings.from(
                        Map.of(Setting.MIGO_CONFIG.name(), folder.resolve(FILE).toString()))
                .with(Setting.MIGO_CONFIG, null);
    }

    /** What every process has in its environment. */
    static Map<String, String> environment(Path folder) {
        return Map.of(Setting.MIGO_CONFIG.name(), folder.resolve(FILE).toString());
    }

    /**
     * Where the ingress node of this number (from 0) listens: at the address that the user gave, each further node one
     * port higher; at a port of ours on loopback where there is none, or port 0.
     */
    static HostPort door(Settings settings, Setting setting, int number, int ours) {
        if (!settings.given(setting)) {
            return new HostPort("127.0.0.1", ours);
        }
        HostPort first = settings.addresses(setting).get(0);
        return new HostPort(first.host(), first.port() == 0 ? ours : first.port() + number);
    }
}
