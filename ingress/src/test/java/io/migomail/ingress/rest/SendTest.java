package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.IsoTime;
import io.migomail.core.record.AcceptedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SendTest {
    private static final String PRODUCT_PAGE = """
            {"to":"priya@example.com","from":"noreply@yourapp.com","template":"otp-verification-v3",
             "variables":{"otp_code":"847 291","expires_min":5,"user_name":"Priya"}}""";
    private static final String PLAIN =
            "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"Hello\"}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    @Test
    void theRequestOfTheProductPageWorks() throws Exception {
        var answer = api.post("/v1/messages", PRODUCT_PAGE);
        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals("queued", answer.body().path("status").asText());
        AcceptedMessage message = api.log.only();
        assertEquals(
                answer.body().path("message_id").asText(), message.getHead().getMessageId());
        assertEquals("critical", message.getHead().getMessageClass());
        assertEquals("live", message.getHead().getEnvironment());
        assertEquals(TestIngress.OTP_SUBJECT, message.getHead().getSubject());
        var story = api.get("/v1/messages/" + message.getHead().getMessageId());
        assertEquals(TestIngress.OTP_SUBJECT, story.body().path("subject").asText());
        assertEquals(1, message.getHead().getTemplateVersion());
        assertEquals(1, message.getContent().getTemplate().getVersion());
        assertEquals("priya@example.com", message.getRecipients(0).getAddress());
        assertEquals("yourapp.com", message.getSigningDomain());
        assertEquals(message.getHead().getReceivedAt() + 15 * 60_000, message.getExpiresAt());
        assertTrue(message.getHead().getControlOffset() >= 0);
        assertTrue(answer.body()
                .path("created_at")
                .asText()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void numbersKeepTheDigitsTheyWereWrittenWith() throws Exception {
        String body = PRODUCT_PAGE.replace("\"expires_min\":5", "\"expires_min\":5.00,\"big\":12345678901234567890.10");
        assertEquals(200, api.post("/v1/messages", body).status());
        String variables =
                api.log.only().getContent().getTemplate().getVariables().toStringUtf8();
        assertTrue(variables.contains("5.00"), variables);
        assertTrue(variables.contains("12345678901234567890.10"), variables);
    }

    @Test
    void everyFieldReachesTheLog() throws Exception {
        var answer = api.post("/v1/messages", """
                {"to":["A <a@example.com>",{"email":"b@example.com","name":"Bé"}],"cc":"c@example.com",
                 "bcc":["d@example.com","A@EXAMPLE.com","a@example.com"],"from":{"email":"x@mail.yourapp.com","name":"Shop"},
                 "reply_to":"help@example.org","subject":"Grüße","html":"<b>x</b>","text":"x",
                 "headers":{"X-Order":"7"},"attachments":[{"filename":"a.txt","content":"aGk=","content_type":"text/plain"}],
                 "tags":["t1"],"metadata":{"order":"7"},"class":"high","expires_in":60}""");
        assertEquals(200, answer.status(), answer.raw().body());
        AcceptedMessage m = api.log.only();
        List<String> roles = m.getRecipientsList().stream()
                .map(r -> r.getRole() + ":" + r.getAddress())
                .toList();
        assertEquals(
                List.of(
                        "to:a@example.com",
                        "to:b@example.com",
                        "cc:c@example.com",
                        "bcc:d@example.com",
                        "bcc:A@example.com"),
                roles);
        assertEquals("Shop", m.getContent().getFromName());
        assertEquals("help@example.org", m.getContent().getReplyTo().getAddress());
        assertEquals("hi", m.getContent().getAttachments(0).getContent().toStringUtf8());
        assertEquals("high", m.getHead().getMessageClass());
        assertEquals("7", m.getHead().getMetadataOrThrow("order"));
        assertEquals(m.getHead().getReceivedAt() + 60_000, m.getExpiresAt());
        assertEquals("yourapp.com", m.getSigningDomain());
    }

    @Test
    void aMessageForLaterIsScheduledAndItsLifeBeginsThen() throws Exception {
        Instant at = Instant.ofEpochMilli(api.time.wallMillis()).plus(Duration.ofDays(30));
        var answer = api.post("/v1/messages", scheduled(at.toString()));
        assertEquals("scheduled", answer.body().path("status").asText());
        AcceptedMessage message = api.log.only();
        assertEquals(at.toEpochMilli(), message.getHead().getScheduledAt());
        assertEquals(at.plusSeconds(60).toEpochMilli(), message.getExpiresAt());
        JsonNode story =
                api.get("/v1/messages/" + message.getHead().getMessageId()).body();
        assertEquals("scheduled", story.path("status").asText());
        assertEquals("scheduled", story.at("/recipients/0/status").asText());
        assertEquals(IsoTime.text(at.toEpochMilli()), story.path("scheduled_at").asText());
        assertTrue(story.path("queued_at").isNull());
    }

    @Test
    void aTimeWithAnyZoneIsUnderstoodAndOneThatHasComeIsNow() throws Exception {
        Instant at = Instant.ofEpochMilli(api.time.wallMillis()).minus(Duration.ofHours(23));
        String text = at.atOffset(ZoneOffset.ofHours(9)).toString();
        assertEquals(
                "queued",
                api.post("/v1/messages", scheduled(text)).body().path("status").asText());
        AcceptedMessage message = api.log.only();
        assertEquals(0, message.getHead().getScheduledAt());
        assertEquals(message.getHead().getReceivedAt() + 60_000, message.getExpiresAt());
    }

    private static String scheduled(String at) {
        return PLAIN.substring(0, PLAIN.length() - 1) + ",\"expires_in\":60,\"scheduled_at\":\"" + at + "\"}";
    }

    @Test
    void oneKeyMakesOneMessageHoweverOftenItIsSent() throws Exception {
        List<CompletableFuture<TestIngress.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> send(PLAIN, "order-7")));
        }
        Set<String> ids = new HashSet<>();
        int first = 0;
        for (var pending : answers) {
            var answer = pending.get();
            assertEquals(200, answer.status());
            ids.add(answer.body().path("message_id").asText());
            first += answer.raw().headers().firstValue("Idempotent-Replayed").isPresent() ? 0 : 1;
        }
        assertEquals(1, ids.size());
        assertEquals(1, first);
        assertEquals("order-7", api.log.only().getHead().getIdempotencyKey());
        assertArrayEquals(
                Ids.sha256(PLAIN.getBytes(StandardCharsets.UTF_8)),
                api.log.only().getRequestDigest().toByteArray());
    }

    @Test
    void aSendWithoutAKeyCarriesNoDigest() throws Exception {
        assertEquals(200, api.post("/v1/messages", PLAIN).status());
        assertTrue(api.log.only().getRequestDigest().isEmpty());
    }

    @Test
    void theSandboxHasKeysOfItsOwn() throws Exception {
        String live = send(PLAIN, "k").body().path("message_id").asText();
        String key = api.key(Environment.SANDBOX, "messages:send");
        var sandbox = api.call("POST", "/v1/messages", key, PLAIN, "Idempotency-Key", "k");
        assertEquals(200, sandbox.status());
        assertNotEquals(live, sandbox.body().path("message_id").asText());
        assertEquals(2, api.log.messages.size());
    }

    @Test
    void oneKeyWithAnotherBodyIsRefused() {
        assertEquals(200, send(PLAIN, "k").status());
        var second = send(PLAIN.replace("Hello", "Other"), "k");
        assertEquals(409, second.status());
        assertEquals("invalid_idempotent_request", second.code());
        assertEquals(1, api.log.messages.size());
    }

    @Test
    void theIdOfAKeyIsTheSameAfterAFailureAndOnEveryNode() throws Exception {
        try (TestIngress other = new TestIngress()) {
            api.log.mood = FakeLog.Mood.AWAY;
            assertEquals(503, send(PLAIN, "k").status());
            api.log.mood = FakeLog.Mood.FINE;
            var retried = send(PLAIN, "k");
            assertEquals(200, retried.status());
            assertFalse(
                    retried.raw().headers().firstValue("Idempotent-Replayed").isPresent());
            // Another installation with the same master key differs in the application's id only.
            var elsewhere = other.call("POST", "/v1/messages", other.first.liveKey(), PLAIN, "Idempotency-Key", "k");
            boolean sameApplication = other.first
                    .application()
                    .getId()
                    .equals(api.first.application().getId());
            assertTrue(sameApplication, "the fixture makes the same ids from the same seed");
            assertEquals(
                    retried.body().path("message_id").asText(),
                    elsewhere.body().path("message_id").asText());
        }
    }

    @Test
    void withoutAKeyEverySendIsAMessageOfItsOwn() throws Exception {
        var one = api.post("/v1/messages", PLAIN);
        var two = api.post("/v1/messages", PLAIN);
        assertNotEquals(one.body().path("message_id"), two.body().path("message_id"));
        assertEquals(2, api.log.messages.size());
    }

    @Test
    void aLogThatFailsOrIsSilentIsToldWithinASecond() throws Exception {
        for (FakeLog.Mood mood : List.of(FakeLog.Mood.AWAY, FakeLog.Mood.SILENT)) {
            api.log.mood = mood;
            long started = System.nanoTime();
            var answer = api.post("/v1/messages", PLAIN);
            long millis = (System.nanoTime() - started) / 1_000_000;
            assertEquals(503, answer.status());
            assertEquals("store_unavailable", answer.code());
            assertTrue(answer.raw().headers().firstValue("Retry-After").isPresent());
            assertTrue(millis < 1500, mood + " took " + millis + " ms");
        }
        assertEquals(503, api.call("GET", "/healthz/ready", null, null).status());
        assertEquals(200, api.call("GET", "/healthz/live", null, null).status());
    }

    @Test
    void aSandboxKeySendsIntoTheSandbox() throws Exception {
        var answer = api.call("POST", "/v1/messages", api.first.sandboxKey(), PLAIN);
        assertEquals(200, answer.status());
        assertEquals("sandbox", api.log.only().getHead().getEnvironment());
    }

    @Test
    void aKeyThatMayOnlySendCannotRead() throws Exception {
        String key = api.key(Environment.LIVE, "messages:send");
        var sent = api.call("POST", "/v1/messages", key, PLAIN);
        assertEquals(200, sent.status());
        var read =
                api.call("GET", "/v1/messages/" + sent.body().path("message_id").asText(), key, null);
        assertEquals(403, read.status());
        assertEquals("insufficient_scope", read.code());
    }

    private TestIngress.Answer send(String body, String idempotencyKey) {
        try {
            return api.call("POST", "/v1/messages", api.first.liveKey(), body, "Idempotency-Key", idempotencyKey);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
