package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Environment;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final String PATH = "/v1/messages/batch";
    private static final String GOOD =
            "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"x\",\"text\":\"x\"}";
    private static final String FOREIGN = GOOD.replace("n@yourapp.com", "n@foreign.example");
    private static final String TYPO = GOOD.replace("{\"to\"", "{\"tagz\":[],\"to\"");

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Answer send(List<String> messages, String... headers) throws Exception {
        String body = "{\"messages\":[" + String.join(",", messages) + "]}";
        return api.call("POST", PATH, api.first.liveKey(), body, headers);
    }

    private static List<String> ids(Answer answer) {
        return answer.body().path("data").findValuesAsText("message_id");
    }

    @Test
    void eachIsAcceptedOrRefusedByItselfInTheOrderGiven() throws Exception {
        Answer answer = send(List.of(GOOD, FOREIGN, TYPO, "7", GOOD));
        assertEquals(200, answer.status(), answer.raw().body());
        JsonNode data = answer.body().path("data");
        assertEquals(5, data.size());
        assertEquals("queued", data.path(0).path("status").asText());
        assertEquals("domain_not_verified", data.path(1).at("/error/code").asText());
        assertEquals("unknown_field", data.path(2).at("/error/code").asText());
        assertEquals("/tagz", data.path(2).at("/error/errors/0/pointer").asText());
        assertEquals("invalid_type", data.path(3).at("/error/code").asText());
        assertEquals("refused", data.path(3).path("status").asText());
        assertEquals("queued", data.path(4).path("status").asText());
        assertEquals(2, answer.body().path("accepted").asInt());
        assertEquals(3, answer.body().path("refused").asInt());
        assertEquals(2, api.log.messages.size());
    }

    @Test
    void fiveHundredGoAndNotOneMore() throws Exception {
        Answer answer = send(Collections.nCopies(500, GOOD));
        assertEquals(500, answer.body().path("accepted").asInt());
        assertEquals(500, new HashSet<>(ids(answer)).size());
        Answer more = send(Collections.nCopies(501, GOOD));
        assertEquals(422, more.status());
        assertEquals("too_many", more.code());
        assertEquals("/messages", more.pointer());
        assertEquals("missing_field", send(List.of()).code());
    }

    @Test
    void aBatchSentAgainWithItsKeyIsTheSameMessages() throws Exception {
        List<String> batch = List.of(GOOD, GOOD, FOREIGN);
        Answer first = send(batch, "Idempotency-Key", "k");
        Answer again = send(batch, "Idempotency-Key", "k");
        assertEquals(ids(first), ids(again));
        assertEquals(2, Set.copyOf(ids(first)).size());
        assertEquals(2, api.log.messages.size());
        Answer other = send(List.of(GOOD, GOOD.replace("\"x\"", "\"y\"")), "Idempotency-Key", "k");
        assertEquals(ids(first).get(0), ids(other).get(0));
        assertEquals(
                "invalid_idempotent_request",
                other.body().at("/data/1/error/code").asText());
    }

    @Test
    void aBatchCountsAsManyRequests() throws Exception {
        long before = remaining(api.get("/v1/templates"));
        send(Collections.nCopies(5, GOOD));
        assertEquals(before - 6, remaining(api.get("/v1/templates")));
    }

    private static long remaining(Answer answer) {
        return answer.raw().headers().firstValueAsLong("RateLimit-Remaining").orElseThrow();
    }

    @Test
    void withoutAStoreTheWholeIsToBeSentAgain() throws Exception {
        api.log.mood = FakeLog.Mood.AWAY;
        Answer away = send(List.of(GOOD, GOOD));
        assertEquals(503, away.status());
        assertEquals("store_unavailable", away.code());
        Answer mixed = send(List.of(GOOD, FOREIGN));
        assertEquals(200, mixed.status());
        assertEquals("store_unavailable", mixed.body().at("/data/0/error/code").asText());
        assertEquals(503, mixed.body().at("/data/0/error/status").asInt());
    }

    @Test
    void itNeedsTheScopeToSend() throws Exception {
        String key = api.key(Environment.LIVE, "messages:read");
        assertEquals(
                403,
                api.call("POST", PATH, key, "{\"messages\":[" + GOOD + "]}").status());
        assertTrue(api.log.messages.isEmpty());
    }
}
