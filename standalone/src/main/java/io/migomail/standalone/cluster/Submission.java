package io.migomail.standalone.cluster;

import io.migomail.core.Cell;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.jobs.FlinkSettings;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.accounting.AccountingJob;
import io.migomail.jobs.delivery.DeliveryJob;
import io.migomail.standalone.StartException;
import io.migomail.standalone.flink.LocalCluster;
import io.migomail.standalone.flink.RetainedCheckpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Hands the jobs to the session, each from its newest checkpoint; a job that is there already is left alone. */
final class Submission {
    /** Names of the jobs. */
    static final String DELIVERY = DeliveryJob.name(Cell.FIRST);

    static final String ACCOUNTING = "accounting";

    private final Settings settings;
    private final JobManagers jobManagers;

    Submission(Settings settings, JobManagers jobManagers) {
        this.settings = settings;
        this.jobManagers = jobManagers;
    }

    void submitMissing() throws IOException, InterruptedException {
        for (Cell cell : Cell.all(settings)) {
            JobConfig delivery = JobConfig.of(settings, cell).distributed();
            submit(DeliveryJob.name(cell), delivery, env -> DeliveryJob.graph(env, delivery));
        }
        JobConfig accounting = JobConfig.of(settings.with(Setting.MIGO_PARALLELISM, "1"));
        submit(ACCOUNTING, accounting, env -> AccountingJob.graph(env, accounting));
    }

    private void submit(String name, JobConfig config, LocalCluster.Graph graph)
            throws IOException, InterruptedException {
        if (jobManagers.knows(name)) {
            return;
        }
        JobID id = RetainedCheckpoints.idOf(name);
        Configuration c = RetainedCheckpoints.resume(FlinkSettings.job(config), folder(config), id);
        c.set(DeploymentOptions.TARGET, "remote");
        c.set(RestOptions.ADDRESS, "127.0.0.1");
        c.set(RestOptions.PORT, jobManagers.answering());
        c.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id.toHexString());
        // Not getExecutionEnvironment, which makes a cluster of its own.
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(c);
        graph.build(environment);
        try {
            environment.executeAsync(FlinkSettings.graph(environment, name));
        } catch (Exception e) { // executeAsync declares Exception
            throw new IOException("the JobManager did not take the job " + name, e);
        }
    }

    /** Where a planned stop leaves its savepoint. */
    static Path savepoints(Settings settings, String job) {
        return RetainedCheckpoints.savepoints(folder(JobConfig.of(settings)), RetainedCheckpoints.idOf(job));
    }

    /** Puts that savepoint where a new run of any version looks. */
    static void adoptSavepoints(Settings settings, String job) {
        RetainedCheckpoints.adoptSavepoints(folder(JobConfig.of(settings)), RetainedCheckpoints.idOf(job));
    }

    /** Where a new run looks for what the last one left. */
    private static Path folder(JobConfig config) {
        URI uri = URI.create(config.checkpoints());
        if (!"file".equals(uri.getScheme())) {
            throw new StartException(
                    "MIGO_CHECKPOINTS must be a folder of this machine, file:///..., for several processes on it");
        }
        return Path.of(uri);
    }
}
