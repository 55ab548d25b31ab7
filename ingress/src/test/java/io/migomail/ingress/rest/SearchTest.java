package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.FoundMessage;
import io.migomail.analytics.MessageQuery;
import io.migomail.core.Environment;
import io.migomail.core.record.MessageHead;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    @AutoClose
    private final TestIngress api = TestIngress.open();

    @BeforeEach
    void start() throws Exception {
        for (int n = 9; n >= 0; n--) {
            MessageHead head = MessageHead.newBuilder()
                    .setMessageId("msg_" + n)
                    .setApplicationId(api.first.application().getId())
                    .setEnvironment("live")
                    .setFrom("noreply@yourapp.com")
                    .setSubject("Order " + n)
                    .setTemplateAlias("order")
                    .setTemplateVersion(3)
                    .setMessageClass("high")
                    .setStream("transactional")
                    .addTags("t")
                    .putMetadata("k", "v")
                    .setReceivedAt(START + n)
                    .setRecipientCount(3)
                    .build();
            api.store.found.add(new FoundMessage(
                    head,
                    List.of(
                            new FoundMessage.Delivery("a@example.com", "delivered"),
                            new FoundMessage.Delivery("b@example.com", "bounced"))));
        }
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aMessageIsShownWithWhereItsRecipientsStand() throws Exception {
        JsonNode first = api.get("/v1/messages?limit=1").body().path("data").path(0);

        assertEquals(
                "{\"message_id\":\"msg_9\",\"status\":\"mixed\",\"counts\":{\"bounced\":1,\"delivered\":1,\"queued\":1},"
                        + "\"application\":\"" + api.first.application().getId() + "\",\"environment\":\"live\","
                        + "\"from\":\"noreply@yourapp.com\",\"subject\":\"Order 9\","
                        + "\"template\":{\"alias\":\"order\",\"version\":3},\"tags\":[\"t\"],\"metadata\":{\"k\":\"v\"},"
                        + "\"class\":\"high\",\"stream\":\"transactional\",\"created_at\":\"2026-03-01T12:00:00.009Z\","
                        + "\"scheduled_at\":null,"
                        + "\"recipients\":[{\"email\":\"a@example.com\",\"status\":\"delivered\"},"
                        + "{\"email\":\"b@example.com\",\"status\":\"bounced\"}]}",
                first.toString());
    }

    @Test
    void everyParameterReachesTheStoreAsItIsMeant() throws Exception {
        var answer = api.get("/v1/messages?recipient=A@EXAMPLE.com&from=" + url("n@b\u00fccher.example")
                + "&subject=" + url("order 4711")
                + "&status=bounced,expired&status=failed&tag=x&tag=y&template=order&metadata="
                + url("order=a=b") + "&metadata=k%3D&class=critical&since=2026-03-01T12:00:00%2B01:00"
                + "&until=2026-03-02T00:00:00.5Z&application="
                + api.first.application().getId());

        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals(
                new MessageQuery(
                        api.first.application().getId(),
                        "live",
                        new MessageQuery.Delivery("A@example.com", Set.of("bounced", "expired", "failed")),
                        new MessageQuery.Content(
                                "n@xn--bcher-kva.example",
                                "order 4711",
                                "order",
                                "critical",
                                List.of("x", "y"),
                                Map.of("order", "a=b", "k", "")),
                        Instant.parse("2026-03-01T11:00:00Z").toEpochMilli(),
                        Instant.parse("2026-03-02T00:00:00.5Z").toEpochMilli()),
                api.store.queries.get(0));
    }

    @Test
    void aWalkOverThePagesShowsEachOnce() throws Exception {
        List<String> walked = new ArrayList<>();
        JsonNode page = api.get("/v1/messages?limit=4&tag=t").body();
        while (page.path("has_more").asBoolean()) {
            page.path("data").forEach(m -> walked.add(m.path("message_id").asText()));
            String cursor = page.path("next_cursor").asText();
            page = api.get("/v1/messages?limit=3&tag=t&cursor=" + url(cursor)).body();
        }
        page.path("data").forEach(m -> walked.add(m.path("message_id").asText()));

        assertEquals(
                List.of("msg_9", "msg_8", "msg_7", "msg_6", "msg_5", "msg_4", "msg_3", "msg_2", "msg_1", "msg_0"),
                walked);
        assertTrue(page.path("next_cursor").isNull());
    }

    @Test
    void aCursorIsOfItsOwnListOnly() throws Exception {
        String cursor =
                api.get("/v1/messages?limit=1&tag=t").body().path("next_cursor").asText();
        String sandbox = api.key(Environment.SANDBOX, "messages:read");
        char other = cursor.charAt(20) == 'A' ? 'B' : 'A';
        String forged = cursor.substring(0, 20) + other + cursor.substring(21);

        for (String query : List.of(
                "tag=u&cursor=" + cursor, "cursor=" + cursor, "tag=t&cursor=" + forged, "cursor=%20x", "cursor=AQ")) {
            var answer = api.get("/v1/messages?" + query);
            assertEquals(400, answer.status(), query);
            assertEquals("invalid_cursor", answer.code(), query);
        }
        String same = "/v1/messages?tag=t&cursor=" + cursor;
        assertEquals(200, api.get(same).status());
        assertEquals(400, api.call("GET", same, sandbox, null).status());
        assertEquals(400, api.call("GET", same, api.second.liveKey(), null).status());
    }

    @Test
    void whatIsNotMeantIsRefusedWithItsPlace() throws Exception {
        Map<String, String> codes = Map.ofEntries(
                Map.entry("recipent=a@example.com", "unknown_field /recipent"),
                Map.entry("offset=10", "unknown_field /offset"),
                Map.entry("recipient=a", "invalid_address /recipient"),
                Map.entry("from=%0a", "invalid_value /from"),
                Map.entry("subject=-%20-", "invalid_value /subject"),
                Map.entry("subject=a%00b", "forbidden_character /subject"),
                Map.entry("status=mixed", "invalid_value /status"),
                Map.entry("status=failed,", "invalid_value /status"),
                Map.entry("class=urgent", "invalid_value /class"),
                Map.entry("metadata=x", "invalid_value /metadata"),
                Map.entry("metadata=%3Dx", "invalid_value /metadata"),
                Map.entry("metadata=a%3D1&metadata=a%3D2", "invalid_value /metadata"),
                Map.entry("since=yesterday", "invalid_value /since"),
                Map.entry("until=9999-01-01T00:00:00Z", "invalid_value /until"),
                Map.entry("template=" + "x".repeat(129), "too_long /template"),
                Map.entry("limit=101", "invalid_value /limit"),
                Map.entry("limit=0", "invalid_value /limit"));
        for (Map.Entry<String, String> one : codes.entrySet()) {
            var answer = api.get("/v1/messages?" + one.getKey());
            assertEquals(422, answer.status(), one.getKey());
            assertEquals(one.getValue(), answer.code() + " " + answer.pointer(), one.getKey());
        }
        assertEquals(List.of(), api.store.queries);
    }

    @Test
    void anotherApplicationIsOneThatIsNotThere() throws Exception {
        String foreign = api.second.application().getId();
        var answer = api.get("/v1/messages?application=" + foreign);

        assertEquals(api.get("/v1/messages?application=app_none").body(), answer.body());
        assertEquals(0, answer.body().path("data").size());
        assertEquals(List.of(), api.store.queries);
    }

    @Test
    void aKeySeesItsOwnEnvironmentAndApplication() throws Exception {
        api.call("GET", "/v1/messages", api.key(Environment.SANDBOX, "messages:read"), null);
        api.call("GET", "/v1/messages", api.second.liveKey(), null);

        assertEquals("sandbox", api.store.queries.get(0).environment());
        assertEquals(api.second.application().getId(), api.store.queries.get(1).applicationId());
    }

    @Test
    void aStoreThatIsAwayIsSaid() throws Exception {
        api.store.away = true;
        var answer = api.get("/v1/messages");
        assertEquals(503, answer.status());
        assertEquals("store_unavailable", answer.code());
    }
}
