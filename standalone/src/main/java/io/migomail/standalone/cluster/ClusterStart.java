package io.migomail.standalone.cluster;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.Migrations;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.analytics.local.EngineMissingException;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.control.TopicAdmin;
import io.migomail.core.FreePorts;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.mail.tls.LocalAuthority;
import io.migomail.standalone.Api;
import io.migomail.standalone.DataFolder;
import io.migomail.standalone.FirstAccount;
import io.migomail.standalone.Progress;
import io.migomail.standalone.Scratch;
import io.migomail.standalone.Seed;
import io.migomail.standalone.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;

/** One start of a cluster, under the lock of its data folder. */
final class ClusterStart {
    private static final Duration JOBS = Duration.ofSeconds(90);

    private final Roster roster;
    private final Settings given;
    private final Progress progress;

    ClusterStart(Roster roster, Settings given, Progress progress) {
        this.roster = roster;
        this.given = ClusterSettings.placed(given);
        this.progress = progress;
    }

    Cluster run() throws IOException, InterruptedException {
        try (DataFolder data = DataFolder.open(given)) {
            Cluster running = running(data.path());
            if (running != null) {
                bring(running, data);
                return running;
            }
            Cluster fresh = prepare(data);
            boolean up = false;
            try {
                bring(fresh, data);
                up = true;
            } finally {
                if (!up) {
                    fresh.down();
                }
            }
            return fresh;
        }
    }

    /** A cluster of which some process is there; frozen ones go on. */
    private @org.jspecify.annotations.Nullable Cluster running(Path folder) throws IOException, InterruptedException {
        if (!Census.present(folder)) {
            return null;
        }
        Profile profile = roster.profile();
        if (Census.read(folder).profile() != profile) {
            throw new StartException("the cluster in " + folder + " is of another profile: its brokers' logs are too;"
                    + " give another MIGO_DATA for profile " + profile.word());
        }
        Cluster cluster = Cluster.at(given);
        boolean found = false;
        for (Member member : cluster.status()) {
            found |= member.pid() != 0;
            if (member.state().equals(State.STOPPED.word())) {
                cluster.cont(member.name());
            }
        }
        return found ? cluster : null;
    }

    private Cluster prepare(DataFolder data) throws IOException {
        List<Kind> kinds = new ArrayList<>(Arrays.asList(Kind.values()));
        unlessGiven(kinds, Kind.BROKER, Setting.MIGO_KAFKA);
        unlessGiven(kinds, Kind.INBOX, Setting.MIGO_CAPTURE_MX);
        if (!unlessGiven(kinds, Kind.CLICKHOUSE, Setting.MIGO_CLICKHOUSE_URL)) {
            requireEngine();
        }
        String kafkaCluster = Census.present(data.path())
                ? Census.read(data.path()).kafkaCluster()
                : Uuid.randomUuid().toString();
        Census census = Census.take(
                roster, kafkaCluster, kinds, new FreePorts(data.path().hashCode()));
        Settings settings = ClusterSettings.complete(given, census);
        MasterKey.resolve(settings, System.getenv(), data.path(), true);
        if (settings.get(Setting.MIGO_SMTP_CERT).startsWith(data.resolve("tls").toString())) {
            Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", settings.get(Setting.MIGO_HOSTNAME)));
            new LocalAuthority(data.resolve("tls"), TimeSource.SYSTEM).serverCertificate(names);
        }
        ClusterSettings.write(settings, data);
        census.write(data);
        // Of no use to a new run: the jobs begin anew, with these settings, from their newest checkpoints.
        Scratch.empty(data.resolve("zookeeper"));
        Scratch.empty(data.resolve("ha"));
        return Cluster.at(given);
    }

    private boolean unlessGiven(List<Kind> kinds, Kind kind, Setting setting) {
        return given.has(setting) && kinds.remove(kind);
    }

    private static void requireEngine() {
        try {
            EngineLibrary.locate(System.getenv());
        } catch (EngineMissingException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private void bring(Cluster cluster, DataFolder data) throws IOException, InterruptedException {
        Settings settings = cluster.settings();
        progress.step("starting ZooKeeper, Kafka and ClickHouse");
        launch(cluster, Kind.ZOOKEEPER, Kind.BROKER, Kind.CLICKHOUSE);
        await(cluster, Kind.ZOOKEEPER);
        progress.step("starting Flink");
        launch(cluster, Kind.JOBMANAGER, Kind.TASKMANAGER);
        await(cluster, Kind.BROKER, Kind.CLICKHOUSE);
        TopicAdmin.ensure(settings);
        Migrations.migrate(ClickHouseAddress.from(settings));
        try (ControlPlane control = ControlPlane.shared(KafkaAddress.of(settings), TimeSource.SYSTEM)) {
            FirstAccount first = FirstAccount.ensure(control, settings, data, TimeSource.SYSTEM);
            progress.step("opening REST and SMTP");
            launch(cluster, Kind.INBOX, Kind.EGRESS, Kind.INGRESS);
            await(cluster, Kind.JOBMANAGER, Kind.TASKMANAGER);
            progress.step("starting the jobs");
            new Submission(settings, cluster.jobManagers()).submitMissing();
            await(cluster, Kind.INBOX, Kind.EGRESS, Kind.INGRESS);
            ClusterReady ready = cluster.ready();
            new Seed(control, first, new Api(ready.http().get(0), ready.liveKey()), TimeSource.SYSTEM).run();
        }
        cluster.awaitJobs(JOBS);
    }

    private static void launch(Cluster cluster, Kind... kinds) throws IOException {
        for (Kind kind : kinds) {
            for (Part part : cluster.parts().of(kind)) {
                if (cluster.process(part).isEmpty()) {
                    cluster.launch(part);
                }
            }
        }
    }

    private static void await(Cluster cluster, Kind... kinds) throws InterruptedException {
        for (Kind kind : kinds) {
            for (Part part : cluster.parts().of(kind)) {
                cluster.await(part);
            }
        }
    }
}
