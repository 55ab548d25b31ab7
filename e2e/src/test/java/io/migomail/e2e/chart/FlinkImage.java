package io.migomail.e2e.chart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * What the start scripts of Flink's image do with a container's arguments, configuration and environment: they write the
 * JobManager's address into the configuration, compute the memory of the process, and run Flink's main class.
 */
final class FlinkImage {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Namespace namespace;
    private final Map<String, String> own;

    /**
     * @param own settings over the chart's: what Kubernetes gives and this machine does not
     */
    FlinkImage(Namespace namespace, Map<String, String> own) {
        this.namespace = namespace;
        this.own = own;
    }

    /** Starts the container of a pod of the jobs. */
    void start(LocalPod pod) throws IOException, InterruptedException {
        pod.prepare(folder());
        Path conf = Path.of(pod.local(pod.container(), "/opt/flink/conf"));
        configure(pod, conf);
        List<String> arguments = pod.arguments();
        List<String> rest = arguments.subList(1, arguments.size());
        Configuration configuration = GlobalConfiguration.loadConfiguration(conf.toString());
        List<String> command = new ArrayList<>();
        switch (arguments.get(0)) {
            case "standalone-job" -> {
                var memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
                command.addAll(words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)));
                command.addAll(program(configuration, conf, StandaloneApplicationClusterEntryPoint.class));
                command.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
            }
            case "taskmanager" -> {
                var memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
                command.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
                command.addAll(program(configuration, conf, TaskManagerRunner.class));
                command.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
            }
            default -> throw new AssertionError("the image does not know " + arguments);
        }
        command.addAll(rest);
        pod.java(command);
    }

    private static List<String> program(Configuration configuration, Path conf, Class<?> main) {
        List<String> out = new ArrayList<>(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
        out.addAll(
                List.of("-cp", System.getProperty("java.class.path"), main.getName(), "--configDir", conf.toString()));
        return out;
    }

    private void configure(LocalPod pod, Path conf) throws IOException {
        Path file = conf.resolve("config.yaml");
        Map<String, String> all = new TreeMap<>(YAML.readValue(
                pod.local(pod.container(), Files.readString(file)), new TypeReference<Map<String, String>>() {}));
        Map<String, String> environment = pod.environment();
        all.put("jobmanager.rpc.address", environment.get("JOB_MANAGER_RPC_ADDRESS"));
        all.put("blob.server.port", "6124");
        for (Map.Entry<String, String> each : own.entrySet()) {
            all.put(each.getKey(), each.getValue().replace("POD_IP", pod.address()));
        }
        Files.writeString(file, YAML.writeValueAsString(all));
    }

    /** The two folders of the image that are copied: a configuration to be replaced, and no plugins. */
    private Path folder() throws IOException {
        Path image = namespace.folder().resolve("image");
        Files.createDirectories(image.resolve("plugins"));
        Files.createDirectories(image.resolve("conf"));
        Files.writeString(image.resolve("conf/config.yaml"), "jobmanager.rpc.address: localhost\n");
        return image;
    }

    private static List<String> words(String text) {
        List<String> out = new ArrayList<>();
        for (String word : text.trim().split("\\s+")) {
            if (!word.isEmpty()) {
                out.add(word);
            }
        }
        return out;
    }
}
