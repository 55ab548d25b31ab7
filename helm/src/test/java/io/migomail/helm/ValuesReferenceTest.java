package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference of the values is made of their comments and defaults: {@code -Dhelm.write=true} writes it. */
class ValuesReferenceTest {
    private static final Path FILE = Path.of("../docs/guides/helm-values.md");
    private static final String HEAD = """
            # Values of the Helm chart

            Every value of `helm/migomail`, made of its `values.yaml`. `values.schema.json` refuses every other key. See
            [Install on Kubernetes](kubernetes.md) for what to set first. Marked with *required* is what has no default that works.
            """;

    @Test
    void theReferenceIsCurrent() throws IOException {
        String made = reference();
        if (Boolean.getBoolean("helm.write")) {
            Files.writeString(FILE, made);
        }
        assertEquals(made, Files.readString(FILE), "run this test with -Dhelm.write=true");
    }

    private static String reference() throws IOException {
        StringBuilder out = new StringBuilder(HEAD);
        JsonNode defaults = Values.defaults();
        Map<String, String> comments = Values.comments();
        boolean table = false;
        for (Map.Entry<String, String> each : comments.entrySet()) {
            String path = each.getKey();
            JsonNode value = defaults.at("/" + path.replace('.', '/'));
            boolean section = comments.keySet().stream().anyMatch(other -> other.startsWith(path + "."));
            if (section && !path.contains(".")) {
                out.append("\n## ")
                        .append(path)
                        .append("\n\n")
                        .append(each.getValue())
                        .append("\n\n");
                out.append("| value | default | meaning |\n|---|---|---|\n");
                table = true;
            } else if (!section) {
                if (!table) {
                    out.append("\n## Names\n\n| value | default | meaning |\n|---|---|---|\n");
                    table = true;
                } else if (!path.contains(".") && previousHasPath(comments, path)) {
                    out.append("\n## ").append(path).append("\n\n| value | default | meaning |\n|---|---|---|\n");
                }
                out.append("| `")
                        .append(path)
                        .append("` | ")
                        .append(cell(value))
                        .append(" | ");
                out.append(meaning(each.getValue())).append(" |\n");
            }
        }
        return out.toString();
    }

    /** Whether the value before this one is in a section. */
    private static boolean previousHasPath(Map<String, String> comments, String path) {
        String previous = "";
        for (String each : comments.keySet()) {
            if (each.equals(path)) {
                return previous.contains(".");
            }
            previous = each;
        }
        return false;
    }

    private static String cell(JsonNode value) throws IOException {
        if (value.isTextual() && value.asText().isEmpty()) {
            return "";
        }
        String text = value.isTextual() ? value.asText() : new ObjectMapper().writeValueAsString(value);
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String meaning(String comment) {
        return comment.replace("|", "\\|").replace("*=", "\\*=").replaceFirst("^Required: ", "*required:* ");
    }
}
