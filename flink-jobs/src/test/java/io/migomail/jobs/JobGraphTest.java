package io.migomail.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Settings;
import io.migomail.jobs.accounting.AccountingJob;
import io.migomail.jobs.delivery.DeliveryJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class JobGraphTest {
    private static final JobConfig CONFIG = JobConfig.of(Settings.from(
            Map.of("MIGO_KAFKA", "127.0.0.1:9", "MIGO_DATA", "/tmp/migo", "MIGO_CAPTURE_MX", "127.0.0.1:2526")));

    @Test
    void theDeliveryJobBuildsWithoutGenericTypes() throws Exception {
        StreamGraph graph = graph(DeliveryJob::graph);
        assertOneUidEach(graph);
        assertTrue(names(graph).containsAll(Set.of("pace", "render critical", "route normal", "read journal")));
        assertFalse(
                graph.getJobGraph().getVerticesSortedTopologicallyFromSources().isEmpty());
    }

    @Test
    void eachClassIsOneThreadFromItsSourceToPace() throws Exception {
        List<String> tasks = tasks(graph(DeliveryJob::graph));
        for (String word : List.of("critical", "high", "normal")) {
            List<String> parts = List.of("accepted " + word, "render " + word, "route " + word, "to pace " + word);
            assertTrue(tasks.stream().anyMatch(task -> parts.stream().allMatch(task::contains)), tasks::toString);
        }
    }

    @Test
    void classesMeetOnlyWhereNothingButPaceStandsBehind() throws Exception {
        StreamGraph graph = graph(DeliveryJob::graph);
        assertEquals(Set.of("pace", "early-outcomes", "due"), behind(graph, "idempotency"));
        assertEquals(Set.of("due-sink", "early-outcomes"), behind(graph, "due"));
        for (String word : List.of("critical", "high", "normal")) {
            Set<String> others = new HashSet<>(List.of("critical", "high", "normal"));
            others.remove(word);
            Set<String> reached = new HashSet<>();
            for (StreamNode node : graph.getStreamNodes()) {
                if (node.getOperatorName().contains(" " + word)) {
                    reached.addAll(behind(graph, node.getOperatorName()));
                }
            }
            assertTrue(reached.containsAll(Set.of("pace", "idempotency", "due")), reached::toString);
            assertTrue(reached.stream().noneMatch(name -> others.stream().anyMatch(name::contains)), reached::toString);
        }
    }

    @Test
    void accountingStartsAgainWhenMailHas() throws Exception {
        var delay = RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY;
        Duration mail = graph(DeliveryJob::graph).getJobConfiguration().get(delay);
        Duration accounting = graph(AccountingJob::graph).getJobConfiguration().get(delay);
        assertTrue(accounting.compareTo(mail.plusSeconds(3)) >= 0, accounting + " after " + mail);
    }

    /** Names of the operators that an operator's output goes to directly, sinks by the name they were given. */
    private static Set<String> behind(StreamGraph graph, String name) {
        return graph.getStreamNodes().stream()
                .filter(node -> node.getOperatorName().equals(name))
                .flatMap(node -> node.getOutEdges().stream())
                .map(edge -> graph.getStreamNode(edge.getTargetId()).getOperatorName())
                .map(target -> target.replace(": Writer", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void whatTheFenceRestsOnIsChained() throws Exception {
        // A channel would be part of an unaligned checkpoint: attempts in it would be made again without PACE's
        // consent.
        assertOneVertex("pace", "mta");
        // A channel between could let a fence overtake outcomes of its partition.
        assertOneVertex("journal", "read journal");
    }

    private static void assertOneVertex(String first, String second) throws Exception {
        var vertices = graph(DeliveryJob::graph).getJobGraph().getVerticesSortedTopologicallyFromSources();
        assertTrue(
                vertices.stream()
                        .anyMatch(
                                v -> v.getName().contains(first) && v.getName().contains(second)),
                () -> first + " and " + second + " are not chained: " + vertices);
    }

    @Test
    void theAccountingJobBuildsWithoutGenericTypes() throws Exception {
        StreamGraph graph = graph(AccountingJob::graph);
        assertOneUidEach(graph);
        assertFalse(
                graph.getJobGraph().getVerticesSortedTopologicallyFromSources().isEmpty());
    }

    @Test
    void theAccountingPipelinesShareNoOperator() throws Exception {
        // Every vertex that feeds the event store is fed by its own source only: nothing of the webhooks' pipeline.
        var vertices = graph(AccountingJob::graph).getJobGraph().getVerticesSortedTopologicallyFromSources();
        long roots = vertices.stream().filter(v -> v.getInputs().isEmpty()).count();
        assertEquals(
                11,
                roots,
                "derive, hits, reports, store, suppressions, contents, webhook log, events for webhooks, webhook outcomes, windows, stuck");
        var store = vertices.stream()
                .filter(v -> v.getName().contains("event store"))
                .toList();
        assertEquals(1, store.size());
        assertTrue(store.get(0).getInputs().isEmpty(), "the store's writer is chained to its own source");
    }

    @Test
    void settingsTravelAsWordsWhichCostATaskThatStartsNothing() {
        var settings = Values.of(graph(DeliveryJob::graph).getJobGraph().getJobConfiguration());
        assertTrue(settings.containsKey(CheckpointingOptions.CHECKPOINTING_INTERVAL.key()), settings.toString());
        settings.forEach((key, value) -> assertInstanceOf(String.class, value, key));
    }

    /** The values of a configuration as they are kept. */
    private static final class Values extends Configuration {
        private Values(Configuration configuration) {
            super(configuration);
        }

        private static Map<String, Object> of(Configuration configuration) {
            return new Values(configuration).confData;
        }
    }

    /** The names of the tasks: of operators that run in one thread. */
    private static List<String> tasks(StreamGraph graph) {
        List<String> names = new ArrayList<>();
        graph.getJobGraph().getVerticesSortedTopologicallyFromSources().forEach(v -> names.add(v.getName()));
        return names;
    }

    private static StreamGraph graph(BiConsumer<StreamExecutionEnvironment, JobConfig> job) {
        var settings = FlinkSettings.job(CONFIG);
        assertFalse(settings.get(PipelineOptions.GENERIC_TYPES));
        assertTrue(settings.get(CheckpointingOptions.ENABLE_UNALIGNED));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        job.accept(env, CONFIG);
        return FlinkSettings.graph(env, "job");
    }

    private static void assertOneUidEach(StreamGraph graph) {
        Set<String> seen = new HashSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            String uid = node.getTransformationUID();
            assertNotNull(uid, node.getOperatorName());
            assertTrue(seen.add(uid), uid);
        }
    }

    private static Set<String> names(StreamGraph graph) {
        return graph.getStreamNodes().stream().map(StreamNode::getOperatorName).collect(Collectors.toSet());
    }
}
