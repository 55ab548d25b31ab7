package io.migomail.e2e.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stack that runs tells every metric that is defined, and no other of ours. */
@Tag(StackFixture.SHARED)
class MetricsIT {
    @RegisterExtension
    private static final StackFixture STACK = StackFixture.shared();

    private static final String FLINK = "flink_taskmanager_job_task_operator_";
    private static final String STAGE = FLINK + "stage_class_migomail_accounting_stage_seconds";

    private static HostPort management() {
        return STACK.settings().address(Setting.MIGO_METRICS);
    }

    private static Scrape await(String what, java.util.function.Predicate<Scrape> until) throws Exception {
        return Await.until(what, () -> Scrape.of(management()), until::test);
    }

    private static String send(String recipient) throws Exception {
        return STACK.send("{\"to\":\"" + recipient + "\",\"from\":\""
                + STACK.ready().from() + "\",\"subject\":\"canary of metrics\",\"text\":\"Hi\",\"class\":\"high\"}");
    }

    @Test
    void everyMetricThatIsDefinedIsToldAndNoOther() throws Exception {
        STACK.awaitStory(send("metrics.all@example.com"), "delivered");
        Set<String> defined = AllMetrics.exportedByStack().keySet();
        Scrape scrape = await("every metric", told -> told.names().containsAll(defined));
        Set<String> ours = scrape.names().stream()
                .filter(name -> name.contains("migomail"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(defined), ours);
    }

    @Test
    void oneMessageIsInTheFiguresOfEveryPartOfItsWay() throws Exception {
        String stages = STAGE + "_count";
        double before = Scrape.of(management()).sum(stages, "stage", "total", "class", "high");
        STACK.awaitStory(send("metrics.way@example.com"), "delivered");
        Scrape scrape = await(
                "its stages and its tombstone",
                told -> told.sum(stages, "stage", "total", "class", "high") > before
                        && told.sum(FLINK + "migomail_pace_tombstones_total") >= 1);
        assertTrue(scrape.sum("migomail_ingress_accepted_total", "class", "high", "door", "rest") >= 1);
        assertTrue(scrape.sum(FLINK + "class_migomail_delivery_rendered_total", "class", "high") >= 1);
        assertTrue(scrape.sum(FLINK + "outcome_migomail_mta_attempts_total", "outcome", "delivered") >= 1);
        assertTrue(scrape.sum(FLINK + "migomail_mta_connections_opened_total") >= 1);
        assertTrue(scrape.sum(
                        FLINK + "deserializer_outcome_provider_migomail_accounting_outcomes_total",
                        "outcome",
                        "delivered",
                        "provider",
                        Label.OTHER)
                >= 1);
        assertTrue(scrape.sum(FLINK + "table_migomail_store_inserted_records_total", "table", "events") >= 3);
        assertTrue(scrape.sum(FLINK + "class_promise_migomail_accounting_promises_total", "class", "high") >= 1);
    }

    @Test
    void theBoundsOfAHistogramAreNumbersThatEndInInfinity() throws Exception {
        String name = FLINK + "stage_class_le_migomail_accounting_stage_seconds_bucket";
        Scrape scrape = await("buckets", told -> !told.of(name).isEmpty());
        List<String> bounds = scrape.of(name, "stage", "total", "class", "high").stream()
                .map(series -> series.labels().get("le"))
                .distinct()
                .toList();
        assertTrue(bounds.contains("+Inf") && bounds.contains("2.0") && bounds.contains("0.05"), bounds.toString());
    }

    @Test
    void seriesStayWithinTheirBoundAndNameNobody() throws Exception {
        STACK.awaitStory(send("metrics.canary@example.com"), "delivered");
        Scrape scrape = await("anything", told -> true);
        for (Map.Entry<String, Metric> each : AllMetrics.exportedByStack().entrySet()) {
            Set<List<String>> sets = scrape.of(each.getKey()).stream()
                    .map(series -> each.getValue().labels().stream()
                            .map(label -> String.valueOf(series.labels().get(label.name())))
                            .toList())
                    .collect(Collectors.toSet());
            assertTrue(sets.size() <= each.getValue().most() + 1, each.getKey() + " has " + sets.size());
        }
        for (String canary : List.of("metrics.canary", "example.com", "canary of metrics", "msg_", "acc_", "app_")) {
            assertFalse(scrape.text().contains(canary), canary);
        }
    }

    @Test
    void theManagementServerTellsThatTheNodeIsReady() throws Exception {
        assertEquals(
                "{\"status\":\"ok\",\"checks\":{\"open\":\"ok\",\"kafka\":\"ok\",\"control\":\"ok\"}}",
                Scrape.get(management(), "/healthz/ready", 200));
    }
}
