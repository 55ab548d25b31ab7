package io.migomail.jobs;

import io.migomail.core.Settings;
import io.migomail.jobs.accounting.AccountingJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The accounting job as a program of its own, for a Flink cluster. */
public final class AccountingMain {
    private AccountingMain() {}

    /** Builds the graph from the environment's settings and hands it to the cluster. */
    public static void main(String[] args) throws Exception {
        JobConfig config = JobConfig.of(Settings.from(System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.job(config));
        AccountingJob.graph(env, config);
        env.execute(FlinkSettings.graph(env, "accounting"));
    }
}
