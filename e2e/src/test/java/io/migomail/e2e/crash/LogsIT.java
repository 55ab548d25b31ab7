package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.e2e.Repository;
import io.migomail.standalone.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process logs as JSON: the fields of docs/logs.md and no others, ids of requests and messages, and nobody. */
class LogsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

    @TempDir
    Path folder;

    private static Set<String> documented() throws Exception {
        Set<String> out = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(Repository.ROOT.resolve("docs/logs.md")));
        while (row.find()) {
            out.add(row.group(1));
        }
        return out;
    }

    @Test
    void theTemplateHasTheFieldsOfTheReference() throws Exception {
        JsonNode template = JSON.readTree(getClass().getResource("/io/migomail/telemetry/log.json"));
        Set<String> fields = new TreeSet<>();
        template.fieldNames().forEachRemaining(fields::add);
        assertEquals(documented(), fields);
    }

    @Test
    void whatIsSentIsNeverLoggedNeitherAfterSuccessNorAfterFailure() throws Exception {
        Path data = folder.resolve("data");
        String key;
        String lost;
        HttpResponse<String> refused;
        try (StackProcess stack = StackProcess.start(StackProcess.settings(data, "MIGO_LOG", "json"))) {
            key = stack.ready().liveKey();
            Api api = stack.api();
            sent(api, body(stack, "canary-ok@example.com", "Hi"), "delivered");
            Api sandbox = new Api(stack.ready().http(), stack.ready().sandboxKey());
            sent(sandbox, body(stack, "hardbounce+canary-bounce@example.com", "Hi"), "bounced");
            call(stack, "POST", "/v1/messages", "migo_sk_live_canarykeythatisnone", "{}");
            call(stack, "POST", "/v1/messages", key, "{\"to\":\"canary-broken\",\"subject\":\"canary-subject\"}");
            call(stack, "GET", "/v1/messages?recipient=canary-search@example.com", key, "");
            // A body that is gone: the one failure that a caller can bring about without an outage.
            lost = sent(api, body(stack, "canary-lost@example.com", "canary-body ".repeat(40_000)), "delivered");
            delete(data.resolve("bodies"));
            refused = call(stack, "GET", "/v1/messages/" + lost + "/content", key, "");
            stack.stop();
        }
        List<JsonNode> lines = lines(data);
        String all = lines.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
        for (String canary : List.of("canary", "@example.com", key)) {
            assertFalse(all.contains(canary), () -> canary + " in " + all);
        }
        for (JsonNode line : lines) {
            Set<String> fields = new TreeSet<>();
            line.fieldNames().forEachRemaining(fields::add);
            assertTrue(documented().containsAll(fields), () -> fields + " of " + line);
            assertTrue(fields.containsAll(Set.of("timestamp", "level", "logger", "thread", "message")), line::toString);
        }
        assertEquals(503, refused.statusCode(), refused.body());
        String request = refused.headers().firstValue("X-Request-Id").orElseThrow();
        List<JsonNode> told = lines.stream()
                .filter(line -> line.path("request_id").asText().equals(request))
                .toList();
        assertEquals(1, told.size(), all);
        assertEquals(lost, told.get(0).path("message_id").asText());
        assertTrue(told.get(0).path("account_id").asText().startsWith("acc_"), told::toString);
        assertTrue(told.get(0).path("application_id").asText().startsWith("app_"), told::toString);
    }

    private static String body(StackProcess stack, String recipient, String text) throws Exception {
        return JSON.writeValueAsString(java.util.Map.of(
                "to",
                recipient,
                "from",
                stack.ready().from(),
                "subject",
                "canary-subject",
                "text",
                "canary-body " + text));
    }

    private static String sent(Api api, String body, String status) throws Exception {
        String id = api.post("/v1/messages", body, 200).path("message_id").asText();
        Await.until(
                java.time.Duration.ofSeconds(120),
                status,
                () -> api.get("/v1/messages/" + id, 200).path("status").asText().equals(status));
        return id;
    }

    private static HttpResponse<String> call(StackProcess stack, String method, String path, String key, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.ready().http() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static List<JsonNode> lines(Path data) throws Exception {
        List<JsonNode> out = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("migomail\\.log(\\.[0-9]+)?"))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    out.add(JSON.readTree(line));
                }
            }
        }
        assertFalse(out.isEmpty(), "nothing was logged under " + data);
        return out;
    }

    private static void delete(Path bodies) throws Exception {
        try (Stream<Path> files = Files.walk(bodies)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
