package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.migomail.core.Environment;
import io.migomail.ingress.rest.OpenApiDocument.Operation;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every text that an operation of the document takes, in its body, query and path, with values that mean something to
 * somebody behind it. None may break the server, be taken for a header, or change what kind of answer comes.
 */
class InjectionMatrixTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.get();
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "x\r\nX-Injected: yes",
            "x\r\n\r\n<html>",
            "x\nBcc: victim@example.com",
            "\u0000",
            "' OR '1'='1' --",
            "\"; DROP TABLE events; --",
            "<script>alert(1)</script>",
            "${7*7}[=7*7][#assign x=1]",
            "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
            "{{constructor.constructor('return 1')()}}",
            "../../../../etc/passwd",
            "%0d%0aSet-Cookie:%20a=b",
            "\ud800",
            "\udc00x",
            "\u202egnp.exe\u2028",
            "\ufeff\u0130",
            "x".repeat(100_000));
    private static final List<JsonNode> WRONG_TYPES = List.of(
            JsonNodeFactory.instance.nullNode(),
            JsonNodeFactory.instance.numberNode(-1),
            JsonNodeFactory.instance.numberNode(1e308),
            JsonNodeFactory.instance.booleanNode(true),
            JsonNodeFactory.instance.arrayNode().add(JsonNodeFactory.instance.objectNode()),
            JsonNodeFactory.instance.objectNode().put("x", "y"));
    private static final Set<String> HEADERS = Set.of(
            "allow",
            "cache-control",
            "connection",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "idempotent-replayed",
            "ratelimit-limit",
            "ratelimit-remaining",
            "ratelimit-reset",
            "referrer-policy",
            "retry-after",
            "server",
            "transfer-encoding",
            "vary",
            "www-authenticate",
            "x-content-type-options",
            "x-request-id");

    /** One operation at a time, at a node of its own: what one test leaves is not in the way of the next. */
    @TestFactory
    Stream<DynamicTest> hostileValuesDoNoHarm() {
        return DOCUMENT.operations().stream()
                .filter(op -> !op.scope().isEmpty())
                .map(op -> DynamicTest.dynamicTest(op.toString(), () -> attack(op)));
    }

    private static void attack(Operation operation) throws Exception {
        try (TestIngress api = new TestIngress()) {
            String key = api.key(Environment.LIVE, "admin");
            String path =
                    operation.path().replace("{alias}", "otp-verification-v3").replaceAll("\\{[a-z_]+}", "1");
            for (JsonNode parameter : operation.queryParameters()) {
                for (String value : HOSTILE) {
                    if (value.length() < 10_000) {
                        String target = path + "?" + parameter.path("name").asText() + "=" + encoded(value);
                        harmless(api.call(operation.method(), target, key, body(operation)), target);
                    }
                }
            }
            for (String body : bodies(operation)) {
                harmless(api.call(operation.method(), path, key, body), operation + " " + body);
            }
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String body(Operation operation) {
        return operation.takesBody() ? "{}" : null;
    }

    /** Bodies of which one text, wherever it stands, is hostile, or has another type. */
    private static List<String> bodies(Operation operation) throws Exception {
        List<String> out = new ArrayList<>();
        if (!operation.takesBody()) {
            return out;
        }
        JsonNode schema = operation.bodySchema();
        JsonNode example = operation.example();
        ObjectNode base = example.isMissingNode() ? JSON.createObjectNode() : (ObjectNode) example;
        for (String pointer : new TreeSet<>(texts(schema, "", 0))) {
            for (String value : HOSTILE) {
                out.add(with(base, pointer, TextNode.valueOf(value)));
            }
            for (JsonNode value : WRONG_TYPES) {
                out.add(with(base, pointer, value));
            }
        }
        assertTrue(!out.isEmpty() || schema.path("properties").isEmpty() || onlyNumbers(schema), operation.toString());
        return out;
    }

    private static boolean onlyNumbers(JsonNode schema) {
        for (JsonNode each : schema.path("properties")) {
            if (!each.path("type").asText().equals("integer")) {
                return false;
            }
        }
        return true;
    }

    /** Pointers of all places that may hold a text; a name of a map's entry is one, too. */
    private static List<String> texts(JsonNode given, String at, int depth) {
        JsonNode schema = DOCUMENT.resolve(given);
        List<String> out = new ArrayList<>();
        if (depth > 6) {
            return out;
        }
        schema.path("allOf").forEach(part -> out.addAll(texts(part, at, depth + 1)));
        schema.path("oneOf").forEach(part -> out.addAll(texts(part, at, depth + 1)));
        schema.path("properties")
                .fields()
                .forEachRemaining(each -> out.addAll(texts(each.getValue(), at + "/" + each.getKey(), depth + 1)));
        if (schema.has("items")) {
            out.addAll(texts(schema.path("items"), at + "/0", depth + 1));
        }
        JsonNode rest = schema.path("additionalProperties");
        if (rest.isObject()) {
            out.addAll(texts(rest, at + "/entry", depth + 1));
            out.add(at + "/*");
        } else if (rest.asBoolean()) {
            out.add(at + "/entry");
            out.add(at + "/*");
        }
        if (schema.path("type").asText().equals("string")) {
            out.add(at);
        }
        return out;
    }

    private static String with(ObjectNode base, String pointer, JsonNode value) throws Exception {
        ObjectNode body = base.deepCopy();
        String[] names = pointer.substring(1).split("/", -1);
        JsonNode at = body;
        for (int i = 0; i < names.length - 1; i++) {
            at = step(at, names[i], names[i + 1].equals("0"));
        }
        String last = names[names.length - 1];
        if (at instanceof ArrayNode array) {
            array.removeAll().add(value);
        } else if (last.equals("*")) {
            ((ObjectNode) at).put(value.isTextual() ? shortened(value.asText()) : "k", "v");
        } else {
            ((ObjectNode) at).set(last, value);
        }
        return JSON.writeValueAsString(body);
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 1000));
    }

    private static JsonNode step(JsonNode at, String name, boolean list) {
        JsonNode fresh = list ? JSON.createArrayNode() : JSON.createObjectNode();
        if (at instanceof ArrayNode array) {
            if (array.isEmpty()
                    || array.get(0).isArray() != list
                    || !array.get(0).isContainerNode()) {
                array.removeAll().add(fresh);
            }
            return array.get(0);
        }
        ObjectNode object = (ObjectNode) at;
        JsonNode there = object.get(name);
        if (there == null || !there.isContainerNode() || there.isArray() != list) {
            object.set(name, fresh);
        }
        return object.get(name);
    }

    private static void harmless(Answer answer, String what) {
        String shown = what.length() > 500 ? what.substring(0, 500) : what;
        assertTrue(answer.status() < 500, () -> answer.status() + " to " + shown);
        for (var header : answer.raw().headers().map().entrySet()) {
            assertTrue(HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)), () -> header + " to " + shown);
            for (String value : header.getValue()) {
                assertTrue(value.length() < 200 && !value.contains("Injected"), () -> header + " to " + shown);
            }
        }
    }

    @Test
    void hostilePathsAreAnsweredAsPathsOfNothing() throws Exception {
        try (TestIngress api = new TestIngress()) {
            String key = api.key(Environment.LIVE, "admin");
            for (Operation operation : DOCUMENT.operations()) {
                if (operation.pathParameters().isEmpty()) {
                    continue;
                }
                for (String value : HOSTILE) {
                    if (!value.isEmpty() && value.length() < 10_000) {
                        String target = operation
                                .path()
                                .replaceAll("\\{[a-z_]+}", encoded(value).replace("$", "%24"));
                        Answer answer = api.call(operation.method(), target, key, body(operation));
                        harmless(answer, operation.method() + " " + target);
                        assertTrue(answer.status() >= 400 || operation.path().endsWith("/validate"), target);
                    }
                }
            }
        }
    }

    @Test
    void aTextThatIsTakenComesBackAsItIsAndNotAsMarkup() throws Exception {
        try (TestIngress api = new TestIngress()) {
            String name = "<script>alert('${1}')</script>";
            Answer made = api.post(
                    "/v1/applications",
                    JSON.createObjectNode().put("name", name).toString());
            assertEquals(name, made.body().path("name").asText());
            assertEquals(
                    "application/json",
                    made.raw().headers().firstValue("Content-Type").orElseThrow());
        }
    }
}
