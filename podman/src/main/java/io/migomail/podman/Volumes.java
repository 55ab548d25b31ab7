package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The volumes of a pod in kinds that podman has. An empty folder becomes a volume of this pod alone, which its user owns:
 * podman 4 shares those of one name between pods, and knows no {@code fsGroup}. A Secret becomes a ConfigMap: podman 4
 * writes a Secret's entries undecoded. A claim is made with the first pod that mounts it.
 */
final class Volumes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Map<String, String>> secrets;
    private final Set<String> claimed;
    private final String pod;
    private final String user;
    private final String group;
    private final List<JsonNode> documents = new ArrayList<>();
    private final Set<String> maps = new LinkedHashSet<>();

    /**
     * @param secrets entries of each Secret
     * @param claimed claims that there are already; new ones are added
     * @param security the pod's security context
     */
    Volumes(Map<String, Map<String, String>> secrets, Set<String> claimed, String pod, JsonNode security) {
        this.secrets = secrets;
        this.claimed = claimed;
        this.pod = pod;
        user = security.path("runAsUser").asText("0");
        group = security.path("fsGroup").asText(user);
    }

    /** Claims and ConfigMaps that the volumes need beside those of the chart. */
    List<JsonNode> documents() {
        return documents;
    }

    /** ConfigMaps of the chart that are mounted. */
    Set<String> maps() {
        return maps;
    }

    /** The volumes of the pod, for podman. */
    ArrayNode of(JsonNode volumes) {
        ArrayNode out = JSON.arrayNode();
        for (JsonNode volume : volumes) {
            ObjectNode made = volume.deepCopy();
            String name = volume.path("name").asText();
            if (volume.has("emptyDir")) {
                made.remove("emptyDir");
                claim(made, pod + "-" + name);
            } else if (volume.has("persistentVolumeClaim")) {
                claim(made, volume.at("/persistentVolumeClaim/claimName").asText());
            } else if (volume.has("secret")) {
                made.remove("secret");
                made.set("configMap", secret(volume.path("secret")));
            } else if (volume.has("configMap")) {
                maps.add(volume.at("/configMap/name").asText());
            } else {
                throw new IllegalStateException("podman has no such volume: " + volume);
            }
            out.add(made);
        }
        return out;
    }

    private void claim(ObjectNode volume, String name) {
        volume.putObject("persistentVolumeClaim").put("claimName", name);
        if (claimed.add(name)) {
            ObjectNode claim = object("PersistentVolumeClaim", name);
            claim.withObject("/metadata")
                    .putObject("annotations")
                    .put("volume.podman.io/uid", user)
                    .put("volume.podman.io/gid", group);
            ObjectNode spec = claim.putObject("spec");
            spec.putArray("accessModes").add("ReadWriteMany");
            spec.putObject("resources").putObject("requests").put("storage", "1Gi");
            documents.add(claim);
        }
    }

    /** The entries of a Secret as a ConfigMap of this pod. */
    private ObjectNode secret(JsonNode source) {
        String name = pod + "-" + source.path("secretName").asText();
        ObjectNode map = object("ConfigMap", name);
        ObjectNode data = map.putObject("data");
        Variables.named(secrets, "Secret", source.path("secretName").asText()).forEach(data::put);
        documents.add(map);
        ObjectNode out = JSON.objectNode().put("name", name);
        if (source.has("items")) {
            out.set("items", source.path("items"));
        }
        return out;
    }

    private static ObjectNode object(String kind, String name) {
        ObjectNode out = JSON.objectNode().put("apiVersion", "v1").put("kind", kind);
        out.putObject("metadata").put("name", name);
        return out;
    }
}
