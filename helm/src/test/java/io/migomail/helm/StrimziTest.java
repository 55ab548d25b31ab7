package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Topics and user as Strimzi's operators read them. There is no published schema to hold them against: each field is looked at here. */
class StrimziTest {
    private static final Set<String> OPERATIONS =
            Set.of("Create", "Describe", "DescribeConfigs", "Read", "Write", "IdempotentWrite");

    static void topic(JsonNode object) {
        assertEquals(Set.of("topicName", "partitions", "replicas", "config"), names(object.path("spec")));
        assertTrue(object.at("/spec/partitions").isIntegralNumber(), object.toString());
        assertTrue(object.at("/spec/replicas").isIntegralNumber(), object.toString());
        object.at("/spec/config").forEach(value -> assertTrue(value.isTextual(), object.toString()));
        assertEquals("log", label(object));
    }

    static void user(JsonNode object) {
        assertEquals(Set.of("authentication", "authorization"), names(object.path("spec")));
        assertTrue(Set.of("tls", "scram-sha-512")
                .contains(object.at("/spec/authentication/type").asText()));
        assertEquals("simple", object.at("/spec/authorization/type").asText());
        for (JsonNode acl : object.at("/spec/authorization/acls")) {
            assertEquals(Set.of("resource", "operations"), names(acl));
            acl.path("operations").forEach(each -> assertTrue(OPERATIONS.contains(each.asText()), each.asText()));
            Set<String> named = acl.at("/resource/type").asText().equals("cluster")
                    ? Set.of("type")
                    : Set.of("type", "name", "patternType");
            assertEquals(named, names(acl.path("resource")));
        }
        assertEquals("log", label(object));
    }

    @Test
    void theTopicsAreThoseOfTheProduct() {
        Map<String, String> chart = new TreeMap<>();
        for (JsonNode object : Chart.objects("full", "KafkaTopic")) {
            JsonNode spec = object.path("spec");
            Map<String, String> config = new TreeMap<>();
            spec.path("config")
                    .properties()
                    .forEach(e -> config.put(e.getKey(), e.getValue().asText()));
            chart.put(spec.path("topicName").asText(), spec.path("partitions").asInt() + " " + config);
        }
        Map<String, String> product = Topics.all(2).stream()
                .collect(Collectors.toMap(
                        Topics.Topic::name,
                        topic -> topic.partitions() + " " + new TreeMap<>(topic.config()),
                        (a, b) -> a,
                        TreeMap::new));
        assertEquals(product, chart);
    }

    /** Topics that exist already are left as they are, by the migrations too. */
    @Test
    void theUserMayUseEveryTopicAndOurGroups() {
        JsonNode user = Chart.object("full", "KafkaUser", "migomail");
        Set<String> topics = Pods.stream(user.at("/spec/authorization/acls"))
                .filter(acl -> acl.at("/resource/type").asText().equals("topic"))
                .map(acl -> acl.at("/resource/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Topics.all(2).stream().map(Topics.Topic::name).collect(Collectors.toCollection(TreeSet::new)), topics);
        List<String> groups = Pods.stream(user.at("/spec/authorization/acls"))
                .filter(acl -> acl.at("/resource/type").asText().equals("group"))
                .map(acl -> acl.at("/resource/name").asText()
                        + acl.at("/resource/patternType").asText())
                .toList();
        assertEquals(List.of("migo-prefix"), groups);
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static String label(JsonNode object) {
        return object.path("metadata").path("labels").path("strimzi.io/cluster").asText();
    }
}
