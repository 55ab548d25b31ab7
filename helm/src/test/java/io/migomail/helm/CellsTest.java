package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Setting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each cell is a delivery job with objects of its own; the first is what the only one always was. */
class CellsTest {
    private static String variable(JsonNode container, Setting setting) {
        return Pods.stream(container.path("env"))
                .filter(entry -> entry.path("name").asText().equals(setting.name()))
                .map(entry -> entry.path("value").asText())
                .findFirst()
                .orElse("");
    }

    @Test
    void eachTaskManagerKnowsItsCell() {
        Map<String, String> cells = new TreeMap<>();
        for (JsonNode deployment : Chart.objects("full", "Deployment")) {
            String name = Chart.nameOf(deployment);
            if (name.contains("delivery")) {
                cells.put(name, variable(deployment.at("/spec/template/spec/containers/0"), Setting.MIGO_CELL));
            }
        }
        assertEquals(
                Map.of(
                        "mail-delivery-jobmanager", "0",
                        "mail-delivery-taskmanager", "0",
                        "mail-delivery-cell-1-jobmanager", "1",
                        "mail-delivery-cell-1-taskmanager", "1"),
                cells);
        assertEquals(
                "2",
                Chart.object("full", "ConfigMap", "mail-settings")
                        .at("/data/" + Setting.MIGO_CELLS.name())
                        .asText());
    }

    @Test
    void noTwoCellsLeadOneCluster() {
        List<String> clusters = Stream.of("mail-delivery-flink", "mail-delivery-cell-1-flink")
                .map(name -> Chart.object("full", "ConfigMap", name)
                        .at("/data/config.yaml")
                        .asText()
                        .lines()
                        .filter(line -> line.startsWith("high-availability.cluster-id"))
                        .findFirst()
                        .orElse(""))
                .toList();
        assertEquals(
                List.of(
                        "high-availability.cluster-id: \"mail-delivery\"",
                        "high-availability.cluster-id: \"mail-delivery-cell-1\""),
                clusters);
    }

    @Test
    void theOperatorRunsOneDeploymentACell() {
        List<String> names = Chart.objects("operator", "FlinkDeployment").stream()
                .map(Chart::nameOf)
                .sorted()
                .toList();
        assertEquals(3, names.size(), names.toString());
        assertTrue(names.stream().anyMatch(name -> name.endsWith("delivery-cell-1")), names.toString());
    }
}
