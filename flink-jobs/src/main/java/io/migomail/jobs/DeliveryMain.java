package io.migomail.jobs;

import io.migomail.core.Settings;
import io.migomail.jobs.delivery.DeliveryJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The delivery job as a program of its own, for a Flink cluster. */
public final class DeliveryMain {
    private DeliveryMain() {}

    /** Builds the graph from the environment's settings and hands it to the cluster. */
    public static void main(String[] args) throws Exception {
        JobConfig config = JobConfig.of(Settings.from(System.getenv())).distributed();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.job(config));
        DeliveryJob.graph(env, config);
        env.execute(FlinkSettings.graph(env, DeliveryJob.name(config.cell())));
    }
}
