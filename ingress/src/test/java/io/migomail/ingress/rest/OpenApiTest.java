package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        String webhook = api.post("/v1/webhooks", "{\"url\":\"https://hooks.yourapp.com/x\"}")
                .body()
                .path("id")
                .asText();
        for (Route route : api.ingress.routes()) {
            JsonNode example = document.path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(Locale.ROOT))
                    .at("/requestBody/content/application~1json/example");
            // The account of the fixture has that domain already.
            if (!example.isMissingNode() && !route.path().equals("/v1/domains")) {
                String path =
                        route.path().replace("{alias}", "welcome").replace("/webhooks/{id}", "/webhooks/" + webhook);
                var answer = api.post(path, example.toString());
                assertTrue(answer.status() < 300, path + " " + answer.raw().body());
            }
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
