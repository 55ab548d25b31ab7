package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment of a container as Kubernetes makes it: {@code env} after {@code envFrom}, references of {@code $(NAME)}
 * replaced. Podman 4 lets {@code envFrom} win, replaces nothing, and knows no address of a pod.
 *
 * @param maps entries of each ConfigMap
 * @param secrets entries of each Secret
 * @param address of the pod
 */
record Variables(Map<String, Map<String, String>> maps, Map<String, Map<String, String>> secrets, String address) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z_0-9]*)\\)");

    /** In the order in which the container has them. */
    Map<String, String> of(JsonNode container) {
        Map<String, String> out = new LinkedHashMap<>();
        for (JsonNode from : container.path("envFrom")) {
            out.putAll(
                    from.has("configMapRef")
                            ? named(maps, "ConfigMap", from.at("/configMapRef/name"))
                            : named(secrets, "Secret", from.at("/secretRef/name")));
        }
        for (JsonNode each : container.path("env")) {
            out.put(each.path("name").asText(), value(each, out));
        }
        return out;
    }

    /** A text with the references to variables replaced; one to a variable that is not there stays, as in Kubernetes. */
    static String expand(String text, Map<String, String> variables) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }

    private String value(JsonNode variable, Map<String, String> before) {
        JsonNode from = variable.path("valueFrom");
        if (from.has("secretKeyRef")) {
            return entry(named(secrets, "Secret", from.at("/secretKeyRef/name")), from.at("/secretKeyRef/key"));
        }
        if (from.has("configMapKeyRef")) {
            return entry(named(maps, "ConfigMap", from.at("/configMapKeyRef/name")), from.at("/configMapKeyRef/key"));
        }
        if (from.at("/fieldRef/fieldPath").asText().equals("status.podIP")) {
            return address;
        }
        if (!from.isMissingNode()) {
            throw new IllegalStateException("variable " + variable.path("name").asText()
                    + " takes its value from what podman does not have: " + from);
        }
        return expand(variable.path("value").asText(), before);
    }

    private static Map<String, String> named(Map<String, Map<String, String>> all, String kind, JsonNode name) {
        return named(all, kind, name.asText());
    }

    /** The entries of the object of this name. */
    static Map<String, String> named(Map<String, Map<String, String>> all, String kind, String name) {
        Map<String, String> found = all.get(name);
        if (found == null) {
            throw new IllegalStateException("there is no " + kind + " " + name);
        }
        return found;
    }

    /** An entry of a Secret. */
    static String entry(Map<String, Map<String, String>> secrets, String name, String key) {
        return entry(named(secrets, "Secret", name), key);
    }

    private static String entry(Map<String, String> entries, JsonNode key) {
        return entry(entries, key.asText());
    }

    private static String entry(Map<String, String> entries, String key) {
        String found = entries.get(key);
        if (found == null) {
            throw new IllegalStateException("nothing is called " + key + " among " + entries.keySet());
        }
        return found;
    }
}
