package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.migomail.control.Scope;
import io.migomail.ingress.problem.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document and the code say the same. */
class OpenApiTest {
    private static JsonNode document;

    @AutoClose
    private static final TestIngress api = TestIngress.open();

    @BeforeAll
    static void read() throws Exception {
        Path root = Path.of("").toAbsolutePath();
        Path file = List.of(root, root.getParent()).stream()
                .map(p -> p.resolve("docs/openapi.yaml"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        document = new YAMLMapper().readTree(file.toFile());
    }

    @Test
    void itDocumentsExactlyTheRoutesThatExistWithTheirScopes() {
        Map<String, String> documented = new TreeMap<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(op -> documented.put(
                                op.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                op.getValue().path("description").asText())));
        Map<String, String> served = new TreeMap<>();
        for (Route route : api.ingress.routes()) {
            Scope scope = route.scope();
            served.put(route.method() + " " + route.path(), scope == null ? "" : "Scope: `" + scope.word() + "`.");
        }
        assertEquals(served, documented);
    }

    @Test
    void itDocumentsExactlyTheQueryParametersThatExist() {
        Map<String, Set<String>> documented = new TreeMap<>();
        for (OpenApiDocument.Operation operation : OpenApiDocument.get().operations()) {
            documented.put(
                    operation.toString(),
                    new TreeSet<>(operation.queryParameters().stream()
                            .map(parameter -> parameter.path("name").asText())
                            .toList()));
        }
        Map<String, Set<String>> served = new TreeMap<>();
        for (Route route : api.ingress.routes()) {
            served.put(route.method() + " " + route.path(), new TreeSet<>(route.queries()));
        }
        assertEquals(served, documented);
    }

    @Test
    void itDocumentsExactlyTheErrorCodesThatExist() {
        var documented = new TreeSet<String>();
        document.at("/components/schemas/ErrorCode/enum").forEach(code -> documented.add(code.asText()));
        var known = new TreeSet<>(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::word).toList());
        assertEquals(known, documented);
        String text = document.at("/components/schemas/ErrorCode/description").asText();
        for (ErrorCode code : ErrorCode.values()) {
            String line = "* `" + code.word() + "` (" + code.status() + "; SMTP " + code.smtpReply() + "): "
                    + code.title() + ".";
            assertTrue(text.contains(line), line);
        }
    }

    @Test
    void itDocumentsExactlyTheScopesThatExist() {
        var documented = new TreeSet<String>();
        document.at("/components/schemas/Scope/enum").forEach(scope -> documented.add(scope.asText()));
        assertEquals(new TreeSet<>(Scope.words()), documented);
    }

    @Test
    void everyDocumentedExampleIsTaken() throws Exception {
        api.dns.hosts.put("hooks.yourapp.com", "93.184.216.34");
        // What an example makes, those after it change.
        Map<String, String> ids = new TreeMap<>(Map.of("messages", api.sendToTwo()));
        for (OpenApiDocument.Operation operation : OpenApiDocument.get().operations()) {
            // The account of the fixture has that domain already.
            if (operation.example().isMissingNode() || operation.path().equals("/v1/domains")) {
                continue;
            }
            String path = operation.path().replace("{alias}", "welcome");
            for (Map.Entry<String, String> each : ids.entrySet()) {
                path = path.replace("/" + each.getKey() + "/{id}", "/" + each.getKey() + "/" + each.getValue());
            }
            assertFalse(path.contains("{"), path);
            var answer = api.call(
                    operation.method(),
                    path,
                    api.first.liveKey(),
                    operation.example().toString());
            assertTrue(answer.status() < 300, operation + " " + answer.raw().body());
            ids.putIfAbsent(path.replace("/v1/", ""), answer.body().path("id").asText());
        }
    }

    @Test
    void noOperationLacksAnExampleOfItsBodyOrItsAnswer() {
        for (OpenApiDocument.Operation operation : OpenApiDocument.get().operations()) {
            JsonNode body = operation.bodySchema();
            assertTrue(body.isMissingNode() || !operation.example().isMissingNode(), operation + ": body");
            operation.node().path("responses").fields().forEachRemaining(each -> {
                JsonNode json = each.getValue().at("/content/application~1json");
                assertTrue(json.isMissingNode() || json.has("example"), operation + ": answer " + each.getKey());
            });
        }
    }

    @Test
    void everyExampleOfAnAnswerFitsItsSchema() {
        OpenApiDocument all = OpenApiDocument.get();
        for (OpenApiDocument.Operation operation : all.operations()) {
            operation.node().path("responses").fields().forEachRemaining(each -> {
                JsonNode json = each.getValue().at("/content/application~1json");
                if (json.has("example")) {
                    assertEquals(
                            List.of(),
                            SchemaCheck.faults(all, json.path("schema"), json.path("example")),
                            operation + " " + each.getKey());
                }
            });
        }
    }

    @Test
    void aStoryHoldsExactlyTheDocumentedFields() throws Exception {
        var sent = api.post(
                "/v1/messages",
                "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"x\",\"text\":\"x\"}");
        JsonNode story = api.get(
                        "/v1/messages/" + sent.body().path("message_id").asText())
                .body();
        var told = new TreeSet<String>();
        story.fieldNames().forEachRemaining(told::add);
        var documented = new TreeSet<String>();
        document.at("/components/schemas/Message/properties").fieldNames().forEachRemaining(documented::add);
        assertEquals(documented, told);
    }
}
