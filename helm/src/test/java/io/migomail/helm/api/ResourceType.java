package io.migomail.helm.api;

import java.util.List;
import java.util.Optional;

/**
 * A kind that the API server serves.
 *
 * @param group empty for the core group
 */
record ResourceType(String group, String version, String plural, String kind) {
    static final List<ResourceType> ALL = List.of(
            core("configmaps", "ConfigMap"),
            core("events", "Event"),
            core("namespaces", "Namespace"),
            core("pods", "Pod"),
            core("secrets", "Secret"),
            core("serviceaccounts", "ServiceAccount"),
            core("services", "Service"),
            new ResourceType("apps", "v1", "deployments", "Deployment"),
            new ResourceType("apps", "v1", "replicasets", "ReplicaSet"),
            new ResourceType("apps", "v1", "statefulsets", "StatefulSet"),
            new ResourceType("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
            new ResourceType("batch", "v1", "jobs", "Job"),
            new ResourceType("flink.apache.org", "v1beta1", "flinkdeployments", "FlinkDeployment"),
            new ResourceType("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute"),
            new ResourceType("kafka.strimzi.io", "v1", "kafkatopics", "KafkaTopic"),
            new ResourceType("kafka.strimzi.io", "v1", "kafkausers", "KafkaUser"),
            new ResourceType("monitoring.coreos.com", "v1", "podmonitors", "PodMonitor"),
            new ResourceType("monitoring.coreos.com", "v1", "prometheusrules", "PrometheusRule"),
            new ResourceType("monitoring.coreos.com", "v1", "servicemonitors", "ServiceMonitor"),
            new ResourceType("networking.k8s.io", "v1", "ingresses", "Ingress"),
            new ResourceType("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy"),
            new ResourceType("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget"),
            new ResourceType("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding"),
            new ResourceType("rbac.authorization.k8s.io", "v1", "roles", "Role"));

    private static ResourceType core(String plural, String kind) {
        return new ResourceType("", "v1", plural, kind);
    }

    static Optional<ResourceType> of(String groupVersion, String plural) {
        return ALL.stream()
                .filter(type -> type.groupVersion().equals(groupVersion) && type.plural.equals(plural))
                .findFirst();
    }

    String groupVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Custom resources are patched as JSON, built-in ones strategically. */
    boolean custom() {
        return group.contains(".") && !group.endsWith("k8s.io") || group.startsWith("gateway.");
    }
}
