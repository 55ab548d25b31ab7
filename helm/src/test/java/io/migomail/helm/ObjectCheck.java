package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether an object is what Kubernetes takes: no field that is unknown, none missing, each of its type. Custom resources
 * are held against the CRD of the Flink operator and against models of the Prometheus operator and of the Gateway API;
 * for Strimzi's there is neither, and {@link StrimziTest} looks at their fields one by one.
 */
final class ObjectCheck {
    private interface Check {
        void check(JsonNode object) throws IOException;
    }

    private interface Model {
        void check(JsonElement object) throws IOException;
    }

    private interface Parser {
        Object parse(String json) throws IOException;
    }

    private static final JsonNode FLINK = flink();
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new WithoutAnySetter())
            .build();

    private static final Map<String, Check> KINDS = Map.ofEntries(
            builtIn("v1/ConfigMap", V1ConfigMap::validateJsonElement, V1ConfigMap::fromJson),
            builtIn("v1/Pod", V1Pod::validateJsonElement, V1Pod::fromJson),
            builtIn("v1/Service", V1Service::validateJsonElement, V1Service::fromJson),
            builtIn("v1/ServiceAccount", V1ServiceAccount::validateJsonElement, V1ServiceAccount::fromJson),
            builtIn("apps/v1/Deployment", V1Deployment::validateJsonElement, V1Deployment::fromJson),
            builtIn("apps/v1/StatefulSet", V1StatefulSet::validateJsonElement, V1StatefulSet::fromJson),
            builtIn("batch/v1/Job", V1Job::validateJsonElement, V1Job::fromJson),
            builtIn(
                    "policy/v1/PodDisruptionBudget",
                    V1PodDisruptionBudget::validateJsonElement,
                    V1PodDisruptionBudget::fromJson),
            builtIn("rbac.authorization.k8s.io/v1/Role", V1Role::validateJsonElement, V1Role::fromJson),
            builtIn(
                    "rbac.authorization.k8s.io/v1/RoleBinding",
                    V1RoleBinding::validateJsonElement,
                    V1RoleBinding::fromJson),
            builtIn(
                    "autoscaling/v2/HorizontalPodAutoscaler",
                    V2HorizontalPodAutoscaler::validateJsonElement,
                    V2HorizontalPodAutoscaler::fromJson),
            builtIn("networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement, V1Ingress::fromJson),
            builtIn(
                    "networking.k8s.io/v1/NetworkPolicy",
                    V1NetworkPolicy::validateJsonElement,
                    V1NetworkPolicy::fromJson),
            Map.entry(
                    "flink.apache.org/v1beta1/FlinkDeployment",
                    object -> assertEquals(List.of(), CrdSchema.faults(FLINK, object), Chart.nameOf(object))),
            modelled("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            modelled("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            modelled("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            modelled("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", StrimziTest::topic),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", StrimziTest::user));

    private ObjectCheck() {}

    /** @throws AssertionError, IllegalArgumentException or IOException that tells what is wrong */
    static void check(JsonNode object) throws IOException {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        Check check = KINDS.get(kind);
        if (check == null) {
            throw new AssertionError("a kind this test does not know: " + kind);
        }
        check.check(object);
    }

    private static Map.Entry<String, Check> builtIn(String kind, Model model, Parser parser) {
        return Map.entry(kind, object -> {
            model.check(JsonParser.parseString(object.toString()));
            // Scalars of a wrong type.
            Objects.requireNonNull(parser.parse(object.toString()), kind);
        });
    }

    private static Map.Entry<String, Check> modelled(String kind, Class<?> model) {
        return Map.entry(kind, object -> Objects.requireNonNull(STRICT.treeToValue(object, model), kind));
    }

    /** The operator's CRD of version 1.10, which ends with Flink 1.20; the next ones name 2.x as well. */
    private static JsonNode flink() {
        try (InputStream in =
                ObjectCheck.class.getResourceAsStream("/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml")) {
            JsonNode schema = new YAMLMapper().readTree(in).at("/spec/versions/0/schema/openAPIV3Schema");
            ArrayNode versions = (ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum");
            versions.add("v2_2");
            return schema;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** These models keep what they do not know; here it is refused. */
    private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
