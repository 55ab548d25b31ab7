package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.Api;
import io.migomail.standalone.Progress;
import io.migomail.standalone.Ready;
import io.migomail.standalone.cluster.Cluster;
import io.migomail.standalone.cluster.ClusterReady;
import io.migomail.standalone.cluster.Member;
import io.migomail.standalone.cluster.Profile;
import io.migomail.standalone.cluster.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Several processes on a data folder of the test, which must all be gone at its end. */
final class RunningCluster implements AutoCloseable {
    private final Cluster cluster;
    private final Path data;
    private final Duration startTime;

    private RunningCluster(Cluster cluster, Path data, Duration startTime) {
        this.cluster = cluster;
        this.data = data;
        this.startTime = startTime;
    }

    /** The small profile, whose mail goes to that MX. */
    static RunningCluster small(Path data, JournalMx mx) throws IOException, InterruptedException {
        return small(data, mx.routes(), 0);
    }

    /** The small profile with so many egress nodes, whose mail goes there. */
    static RunningCluster small(Path data, String routes, int egress) throws IOException, InterruptedException {
        StackProcess.requireEngine();
        Settings settings = Settings.from(Map.of())
                .with(Setting.MIGO_DATA, data.toString())
                .with(Setting.MIGO_ROUTES, routes)
                .with(Setting.MIGO_HOSTNAME, "mta.migomail.test");
        long began = System.nanoTime();
        Cluster cluster = Cluster.up(Roster.of(Profile.SMALL).withEgress(egress), settings, Progress.SILENT);
        return new RunningCluster(cluster, data, Duration.ofNanos(System.nanoTime() - began));
    }

    Cluster cluster() {
        return cluster;
    }

    Duration startTime() {
        return startTime;
    }

    /** One client an ingress node. */
    List<Sender> senders() throws IOException {
        return readies().stream().map(Sender::new).toList();
    }

    Api api() throws IOException {
        Ready first = readies().get(0);
        return new Api(first.http(), first.liveKey());
    }

    private List<Ready> readies() throws IOException {
        ClusterReady r = cluster.ready();
        return r.http().stream()
                .map(http -> new Ready(
                        http,
                        "",
                        r.account(),
                        r.liveKey(),
                        r.sandboxKey(),
                        r.from(),
                        r.ca(),
                        r.inbox(),
                        r.data(),
                        "",
                        ""))
                .toList();
    }

    /** kill -9 of every process. */
    void killAll() throws IOException, InterruptedException {
        for (Member member : cluster.status()) {
            if (member.pid() != 0) {
                cluster.kill(member.name());
            }
        }
        assertNoProcess();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        cluster.down();
        assertNoProcess();
    }

    /** Neither by what the cluster says, nor by what the system's list of processes does. */
    private void assertNoProcess() throws IOException {
        assertEquals(
                List.of(),
                cluster.status().stream()
                        .filter(m -> !m.state().equals("ended"))
                        .toList());
        Await.until(
                Duration.ofSeconds(60),
                "the end of every process on " + data,
                () -> ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .noneMatch(line -> line.contains(data.toString())));
    }
}
