package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The example of a request, as somebody would make it: with curl, in Python, in Node.js. */
final class RequestSamples {
    private final ApiDocument document;
    private final SdkMethods sdks;
    private final String server;

    /** @param server URL of the API, without a slash at its end */
    RequestSamples(ApiDocument document, SdkMethods sdks, String server) {
        this.document = document;
        this.sdks = sdks;
        this.server = server;
    }

    /** By the name of the tool, in order; the language of each is that of its name in small letters, or a shell's. */
    Map<String, String> of(ApiOperation operation) {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("curl", curl(operation));
        SdkMethods.Method method = sdks.of(operation);
        if (method != null) {
            String comma = String.join(", ", arguments(operation, true));
            out.put(
                    "Python",
                    "from migomail import Migomail\n\nMigomail()." + method.resource() + "." + method.name() + "("
                            + comma + ")");
            SdkMethods.Method camel = method.camelCase();
            out.put(
                    "Node.js",
                    "import { Migomail } from 'migomail';\n\nawait new Migomail()." + camel.resource() + "."
                            + camel.name() + "(" + String.join(", ", arguments(operation, false)) + ");");
        }
        return out;
    }

    private String curl(ApiOperation operation) {
        StringBuilder out = new StringBuilder("curl -sS");
        boolean body = !operation.bodyExample().isMissingNode();
        if (!operation.method().equals(body ? "POST" : "GET")) {
            out.append(" -X ").append(operation.method());
        }
        out.append(" \"")
                .append(server)
                .append(document.examplePath(operation))
                .append(query(operation))
                .append('"');
        if (!operation.scope().isEmpty()) {
            out.append(" \\\n  -H \"Authorization: Bearer $KEY\"");
        }
        if (body) {
            out.append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '");
            out.append(Literals.json(operation.bodyExample(), 50).replace("'", "'\\''"))
                    .append('\'');
        }
        return out.toString();
    }

    private static ObjectNode queries(ApiOperation operation) {
        ObjectNode out = Json.object();
        for (JsonNode parameter : operation.parameters("query")) {
            if (parameter.has("example")) {
                out.set(parameter.path("name").asText(), parameter.path("example"));
            }
        }
        return out;
    }

    private static String query(ApiOperation operation) {
        StringBuilder out = new StringBuilder();
        queries(operation).fields().forEachRemaining(each -> {
            List<JsonNode> values = new ArrayList<>();
            if (each.getValue().isArray()) {
                each.getValue().forEach(values::add);
            } else {
                values.add(each.getValue());
            }
            for (JsonNode value : values) {
                out.append(out.length() == 0 ? '?' : '&').append(each.getKey()).append('=');
                out.append(URLEncoder.encode(value.asText(), StandardCharsets.UTF_8)
                        .replace("%40", "@")
                        .replace("%2C", ",")
                        .replace("%3A", ":"));
            }
        });
        return out.toString();
    }

    /** Ids in their order, then the body or the query; a body that may be left out and is empty is. */
    private List<String> arguments(ApiOperation operation, boolean python) {
        List<String> out = new ArrayList<>();
        List<JsonNode> parameters = operation.parameters("path");
        List<String> values = document.exampleNames(operation);
        for (int i = 0; i < values.size(); i++) {
            boolean number =
                    parameters.get(i).path("schema").path("type").asText().equals("integer");
            out.add(number ? values.get(i) : (python ? "\"" + values.get(i) + "\"" : "'" + values.get(i) + "'"));
        }
        JsonNode last = operation.bodyExample().isMissingNode() ? queries(operation) : operation.bodyExample();
        if (!last.isEmpty()) {
            out.add(python ? Literals.python(last, 76) : Literals.javascript(last, 76));
        }
        return out;
    }
}
