package io.migomail.standalone;

import io.migomail.core.Cell;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.jobs.FlinkSettings;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.accounting.AccountingJob;
import io.migomail.jobs.delivery.DeliveryJob;
import io.migomail.standalone.flink.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/** All jobs on a Flink cluster inside this process. */
final class Jobs implements AutoCloseable {
    private final LocalCluster cluster;

    private Jobs(LocalCluster cluster) {
        this.cluster = cluster;
    }

    /** Returns when every task of them runs. */
    static Jobs start(Settings settings, DataFolder data) {
        List<Cell> cells = Cell.all(settings);
        JobConfig delivery = JobConfig.of(settings);
        JobConfig accounting = JobConfig.of(settings.with(Setting.MIGO_PARALLELISM, "1"));
        int slots = cells.size() * delivery.parallelism() + accounting.parallelism() + 1;
        Configuration configuration = FlinkSettings.local(delivery, slots);
        configuration.set(
                CoreOptions.TMP_DIRS, Scratch.empty(data.resolve("flink-tmp")).toString());
        if (settings.has(Setting.MIGO_METRICS)) {
            configuration.addAll(FlinkSettings.metrics(settings.address(Setting.MIGO_METRICS)));
        }
        try {
            LocalCluster cluster = LocalCluster.start(configuration, slots, data.resolve("checkpoints"));
            try {
                List<JobID> all = new ArrayList<>();
                for (Cell cell : cells) {
                    JobConfig own = JobConfig.of(settings, cell);
                    all.add(cluster.submit(DeliveryJob.name(cell), env -> DeliveryJob.graph(env, own)));
                }
                all.add(cluster.submit("accounting", env -> AccountingJob.graph(env, accounting)));
                for (JobID job : all) {
                    cluster.awaitRunning(job);
                }
                return new Jobs(cluster);
            } catch (IOException | RuntimeException e) {
                cluster.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flink's own REST API. */
    URI rest() throws IOException {
        return cluster.rest();
    }

    /** Completes when they have ended by themselves, for good. */
    CompletionStage<Void> lost() {
        return cluster.lost();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
