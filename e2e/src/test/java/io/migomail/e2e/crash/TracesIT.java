package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.e2e.crash.FakeCollector.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a message, from its sender's span to the 250 of the mail server. */
class TracesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @TempDir
    Path folder;

    @Test
    void aTraceShowsEveryPartAndAddsUpToWhatTheApiTells() throws Exception {
        try (FakeCollector collector = new FakeCollector();
                StackProcess stack = StackProcess.start(StackProcess.settings(
                        folder.resolve("data"),
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.url(),
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "200"))) {
            String id = send(stack, "00-" + TRACE + "-" + CALLER + "-01");
            String untraced = send(stack, "00-" + "a".repeat(32) + "-" + CALLER + "-00");
            for (String each : List.of(id, untraced)) {
                Await.until(Duration.ofSeconds(120), "its delivery", () -> delivered(stack, each));
            }
            Await.until(
                    Duration.ofSeconds(120),
                    "its spans",
                    () -> spans(collector, id).size() >= 6);
            Map<String, Span> spans = spans(collector, id).stream().collect(Collectors.toMap(Span::name, span -> span));
            spans.values().forEach(span -> assertEquals(TRACE, span.trace(), span::toString));
            assertEquals(CALLER, spans.get("send").parent());
            assertEquals(spans.get("send").id(), spans.get("deliver").parent());
            JsonNode story = story(stack, id);
            JsonNode latency = story.path("latency");
            assertEquals(latency.path("queue_ms").asLong(), spans.get("queue").millis());
            assertEquals(latency.path("render_ms").asLong(), spans.get("render").millis());
            assertEquals(
                    latency.path("dispatch_ms").asLong(), spans.get("dispatch").millis());
            assertEquals(latency.path("accept_ms").asLong(), spans.get("accept").millis());
            assertEquals(latency.path("total_ms").asLong(), spans.get("deliver").millis());
            long parts = 0;
            for (String part : List.of("queue", "render", "dispatch", "accept")) {
                assertEquals(spans.get("deliver").id(), spans.get(part).parent(), part);
                parts += spans.get(part).millis();
            }
            assertEquals(spans.get("deliver").millis(), parts);
            assertEquals("250", spans.get("accept").attributes().get("migomail.smtp.code"));
            assertTrue(spans(collector, untraced).isEmpty(), "its sender does not keep it");
            String told = collector.spans.toString();
            for (String canary : List.of("canary", "example.com")) {
                assertFalse(told.contains(canary), told);
            }
        }
    }

    private static List<Span> spans(FakeCollector collector, String id) {
        return collector.spans.stream()
                .filter(span -> id.equals(span.attributes().get("migomail.message.id")))
                .toList();
    }

    private static JsonNode story(StackProcess stack, String id) throws Exception {
        return stack.api().get("/v1/messages/" + id, 200);
    }

    private static boolean delivered(StackProcess stack, String id) throws Exception {
        return story(stack, id).path("status").asText().equals("delivered");
    }

    private static String send(StackProcess stack, String traceparent) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.ready().http() + "/v1/messages"))
                .header("Authorization", "Bearer " + stack.ready().liveKey())
                .header("Content-Type", "application/json")
                .header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofString("{\"to\":\"canary@example.com\",\"from\":\""
                        + stack.ready().from() + "\",\"subject\":\"canary\",\"text\":\"Hi\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body()).path("message_id").asText();
    }
}
