package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Setting;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart gives processes settings that there are, and can give every one that has a meaning on Kubernetes. */
class SettingsTest {
    /** A file of settings: here they come as environment. */
    private static final Set<String> NOT_HERE = Set.of("MIGO_CONFIG");

    /** Read by the command-line client. */
    private static final Set<String> OF_THE_CLIENT = Set.of("MIGO_API_KEY");

    @Test
    void everySettingThatIsGivenIsKnown() {
        Set<String> unknown = given("full", "operator", "minimal", "values-production");
        unknown.removeAll(known());
        unknown.removeAll(OF_THE_CLIENT);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everySettingCanBeGiven() {
        Set<String> missing = known();
        missing.removeAll(given("full", "operator", "values-production"));
        missing.removeAll(NOT_HERE);
        assertEquals(Set.of(), missing);
    }

    /** A job's settings are those of its JobManager: what is not the same there would not hold. */
    @Test
    void migrationsHaveTheSettingsOfTheRelease() {
        for (String values : Chart.MATRIX) {
            JsonNode settings = Chart.objects(values, "ConfigMap").stream()
                    .filter(o -> Chart.nameOf(o).endsWith("-settings"))
                    .findFirst()
                    .orElseThrow()
                    .path("data");
            for (JsonNode job : Chart.objects(values, "Job")) {
                JsonNode env = job.at("/spec/template/spec/containers/0/env");
                settings.properties()
                        .forEach(each -> assertTrue(
                                Pods.stream(env)
                                        .anyMatch(e -> e.path("name").asText().equals(each.getKey())
                                                && e.path("value").equals(each.getValue())),
                                values + " " + each.getKey()));
            }
        }
    }

    private static Set<String> known() {
        return Arrays.stream(Setting.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> given(String... matrix) {
        Set<String> out = new TreeSet<>();
        for (String values : matrix) {
            Chart.objects(values, "ConfigMap").stream()
                    .filter(o -> Chart.nameOf(o).endsWith("-settings"))
                    .forEach(o -> o.path("data").fieldNames().forEachRemaining(out::add));
            Pods.of(Chart.objects(values)).stream()
                    .flatMap(pod -> pod.containers().stream())
                    .flatMap(container -> Pods.stream(container.path("env")))
                    .map(variable -> variable.path("name").asText())
                    .filter(name -> name.startsWith("MIGO_"))
                    .forEach(out::add);
        }
        return out;
    }
}
