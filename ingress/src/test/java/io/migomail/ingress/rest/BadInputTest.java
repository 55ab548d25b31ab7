package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BadInputTest {
    @AutoClose
    private static final TestIngress api = TestIngress.open();

    /** Fields that replace or join those of a valid request, and what must come of it. */
    private record Case(String fields, int status, String code, String pointer) {}

    @BeforeAll
    static void start() throws Exception {}

    private static final List<Case> CASES = List.of(
            new Case("'sbject':'x'", 422, "unknown_field", "/sbject"),
            new Case("'track_opens':'yes'", 422, "invalid_type", "/track_opens"),
            new Case("'track_clicks':1", 422, "invalid_type", "/track_clicks"),
            new Case("'list_unsubscribe':'One-Click'", 422, "invalid_type", "/list_unsubscribe"),
            new Case(
                    "'list_unsubscribe':true,'headers':{'list-unsubscribe':'<https://a.example/>'}",
                    422,
                    "conflicting_content",
                    "/list_unsubscribe"),
            new Case("'sandbox_result':'hardbounce'", 422, "invalid_value", "/sandbox_result"),
            new Case("'to':null", 422, "missing_field", "/to"),
            new Case("'to':[]", 422, "missing_field", "/to"),
            new Case("'to':'not an address'", 422, "invalid_address", "/to"),
            new Case("'to':['a@example.com','b@']", 422, "invalid_address", "/to/1"),
            new Case("'to':7", 422, "invalid_type", "/to"),
            new Case("'to':{'email':'a@example.com','nam':'x'}", 422, "unknown_field", "/to/nam"),
            new Case("'to':'a@example.com\\r\\nBcc: b@example.com'", 422, "forbidden_character", "/to"),
            new Case("'cc':{'email':'a@example.com','name':'x\\u0000'}", 422, "forbidden_character", "/cc/name"),
            new Case("'from':null", 422, "missing_field", "/from"),
            new Case("'from':'x@foreign.example'", 403, "domain_not_verified", "/from"),
            new Case("'from':'x@pending.example'", 403, "domain_not_verified", "/from"),
            new Case("'from':'x@evilyourapp.com'", 403, "domain_not_verified", "/from"),
            new Case("'from':'x@[192.0.2.1]'", 403, "domain_not_verified", "/from"),
            new Case("'from':'x@news.yourapp.com'", 422, "stream_mismatch", "/stream"),
            new Case("'from':'x@news.yourapp.com','stream':'marketing'", 422, "no_ip_pool", "/stream"),
            new Case("'from':'x@a.news.yourapp.com'", 422, "stream_mismatch", "/stream"),
            new Case("'stream':'marketing'", 422, "stream_mismatch", "/stream"),
            new Case("'from':'x@gone.yourapp.com'", 422, "stream_mismatch", "/stream"),
            new Case("'stream':'bulk'", 422, "invalid_value", "/stream"),
            new Case("'subject':'a\\nb'", 422, "forbidden_character", "/subject"),
            new Case("'subject':'a\\u202eb'", 422, "forbidden_character", "/subject"),
            new Case("'subject':'a\\ud800'", 422, "forbidden_character", "/subject"),
            new Case("'subject':null", 422, "missing_field", "/subject"),
            new Case("'text':null", 422, "missing_content", "/template"),
            new Case("'text':'a\\u0000b'", 422, "forbidden_character", "/text"),
            new Case("'variables':{}", 422, "conflicting_content", "/variables"),
            new Case("'headers':{'Bcc':'x@example.com'}", 422, "header_not_allowed", "/headers/Bcc"),
            new Case("'headers':{'X-A: b':'x'}", 422, "header_not_allowed", "/headers/X-A: b"),
            new Case("'headers':{'X-A':'x\\r\\nBcc: y'}", 422, "forbidden_character", "/headers/X-A"),
            new Case("'headers':{'X-A':'x','x-a':'y'}", 422, "invalid_value", "/headers/x-a"),
            new Case("'attachments':[{'filename':'a','content':'%%'}]", 422, "invalid_value", "/attachments/0/content"),
            new Case(
                    "'attachments':[{'filename':'../a','content':''}]",
                    422,
                    "forbidden_character",
                    "/attachments/0/filename"),
            new Case(
                    "'attachments':[{'filename':'a','content':'','content_type':'x'}]",
                    422,
                    "invalid_value",
                    "/attachments/0/content_type"),
            new Case("'attachments':['a']", 422, "invalid_type", "/attachments/0"),
            new Case("'tags':['a\\nb']", 422, "forbidden_character", "/tags/0"),
            new Case("'metadata':{'a/b':7}", 422, "invalid_type", "/metadata/a~1b"),
            new Case("'class':'urgent'", 422, "invalid_value", "/class"),
            new Case("'scheduled_at':'tomorrow'", 422, "invalid_value", "/scheduled_at"),
            new Case("'scheduled_at':'2026-07-01T12:00:00'", 422, "invalid_value", "/scheduled_at"),
            new Case("'scheduled_at':'2001-07-01T12:00:00Z'", 422, "invalid_value", "/scheduled_at"),
            new Case("'scheduled_at':'2999-07-01T12:00:00Z'", 422, "invalid_value", "/scheduled_at"),
            new Case("'scheduled_at':'+999999999-12-31T23:59:59+18:00'", 422, "invalid_value", "/scheduled_at"),
            new Case("'scheduled_at':1793000000", 422, "invalid_type", "/scheduled_at"),
            new Case("'expires_in':0", 422, "invalid_value", "/expires_in"),
            new Case("'expires_in':1e3", 422, "invalid_type", "/expires_in"),
            new Case("'expires_in':99999999999999", 422, "invalid_value", "/expires_in"));

    @Test
    void everyBadFieldIsToldWithItsCodeAndPointerAndNothingIsWritten() {
        assertAll(CASES.stream().map(c -> (Executable) () -> {
            var answer = api.post("/v1/messages", request(c.fields().replace('\'', '"')));
            assertEquals(c.code(), answer.code(), c + " " + answer.raw().body());
            assertEquals(c.status(), answer.status(), c.toString());
            assertEquals(c.pointer(), answer.pointer(), c.toString());
        }));
        assertEquals(0, api.log.messages.size());
    }

    /** A valid plain request in which these fields replace their namesakes. */
    private static String request(String fields) {
        StringBuilder out = new StringBuilder("{");
        for (String valid : List.of(
                "\"to\":\"a@example.com\"",
                "\"from\":\"noreply@yourapp.com\"",
                "\"subject\":\"Hi\"",
                "\"text\":\"x\"")) {
            String name = valid.substring(0, valid.indexOf(':') + 1);
            out.append(fields.startsWith(name) || fields.contains("," + name) ? "" : valid + ",");
        }
        return out + fields + "}";
    }

    @Test
    void templatesAreCheckedBeforeAnythingIsWritten() throws Exception {
        String head = "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",";
        String otp = "\"template\":\"otp-verification-v3\"";
        check(head + "\"template\":\"nope\"}", "template_not_found", "/template");
        check(head + otp + ",\"template_version\":9}", "template_not_found", "/template_version");
        check(head + otp + ",\"html\":\"x\"}", "conflicting_content", "/html");
        check(head + otp + ",\"subject\":\"x\"}", "conflicting_content", "/subject");
        check(head + otp + ",\"variables\":[]}", "invalid_type", "/variables");
        check(
                head + otp + ",\"variables\":{\"otp_code\":\"1\",\"user_name\":\"P\"}}",
                "missing_variable",
                "/variables/expires_min");
        check(
                head + otp + ",\"variables\":{\"otp_code\":\"1\\u0000\",\"user_name\":\"P\",\"expires_min\":5}}",
                "forbidden_character",
                "/variables/otp_code");
        assertEquals(0, api.log.messages.size());
    }

    private static void check(String body, String code, String pointer) throws Exception {
        var answer = api.post("/v1/messages", body);
        assertEquals(code, answer.code(), body + answer.raw().body());
        assertEquals(422, answer.status());
        assertEquals(pointer, answer.pointer());
    }

    @Test
    void allFaultsOfARequestAreToldTogether() throws Exception {
        var answer = api.post("/v1/messages", "{\"to\":\"x\",\"subjct\":1,\"text\":\"x\",\"class\":\"no\"}");
        assertEquals("validation_failed", answer.code());
        Set<String> pointers = StreamSupport.stream(answer.body().path("errors").spliterator(), false)
                .map(e -> e.path("pointer").asText())
                .collect(Collectors.toSet());
        assertEquals(Set.of("/to", "/from", "/subject", "/subjct", "/class"), pointers);
    }

    @Test
    void aProblemHasItsWholeShape() throws Exception {
        var answer = api.post("/v1/messages", "{\"x\":1}");
        assertEquals(
                "application/problem+json",
                answer.raw().headers().firstValue("Content-Type").orElse(""));
        for (String field :
                List.of("type", "title", "detail", "instance", "code", "message", "request_id", "doc_url")) {
            assertTrue(answer.body().path(field).isTextual(), field);
        }
        assertEquals(422, answer.body().path("status").asInt());
        assertEquals(
                answer.raw().headers().firstValue("X-Request-Id").orElse(""),
                answer.body().path("request_id").asText());
    }

    @Test
    void brokenJsonIsRefused() throws Exception {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "7",
                "{} {}",
                "{\"to\":\"a\",\"to\":\"b\"}",
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"expires_in\":" + "9".repeat(200) + "}",
                "{'to':1}",
                "{\"a\":NaN}")) {
            var answer = api.post("/v1/messages", body);
            assertEquals(400, answer.status(), body);
            assertEquals("malformed_json", answer.code(), body);
        }
    }

    @Test
    void onlyPlainJsonInUtf8IsRead() throws Exception {
        String key = api.first.liveKey();
        for (List<String> headers : List.of(
                List.of("Content-Type", "text/plain"),
                List.of("Content-Type", "application/json; charset=iso-8859-1"),
                List.of("Content-Type", "application/x-www-form-urlencoded"),
                List.of("Content-Encoding", "gzip"))) {
            var answer = api.call("POST", "/v1/messages", key, "{}", headers.toArray(new String[0]));
            assertEquals(415, answer.status(), headers.toString());
            assertEquals("unsupported_media_type", answer.code());
        }
        var fine = api.call("POST", "/v1/messages", key, "{}", "Content-Type", "application/json;charset=UTF-8");
        assertEquals(422, fine.status());
    }

    @Test
    void tooMuchIsRefused() throws Exception {
        String huge = request("\"text\":\"" + "x".repeat(26 * 1024 * 1024) + "\"");
        var message = api.post("/v1/messages", huge);
        assertEquals(413, message.status());
        assertEquals("payload_too_large", message.code());
        var body = api.post("/v1/messages", "{\"text\":\"" + "x".repeat(37 * 1024 * 1024) + "\"}");
        assertEquals(413, body.status());
        String many = "\"a@example.com\",".repeat(51);
        var recipients = api.post("/v1/messages", request("\"to\":[" + many.substring(0, many.length() - 1) + "]"));
        assertEquals("too_many_recipients", recipients.code());
        assertEquals(0, api.log.messages.size());
    }

    @Test
    void keysThatAreNoneAreRefused() throws Exception {
        String good = api.first.liveKey();
        String typo = good.substring(0, good.length() - 1) + (good.endsWith("a") ? "b" : "a");
        String unknown =
                io.migomail.control.ApiKeys.generate(io.migomail.core.Environment.LIVE, new java.util.Random(99));
        assertEquals(
                "missing_api_key", api.call("POST", "/v1/messages", null, "{}").code());
        for (String key : List.of("", "x", typo, good.substring(0, 30), unknown)) {
            var answer = api.call("POST", "/v1/messages", key, "{}");
            assertEquals(401, answer.status(), key);
        }
        var basic = api.call("POST", "/v1/messages", good, "{}", "Authorization", "Basic " + good);
        assertEquals("invalid_api_key", basic.code());
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() throws Exception {
        assertEquals("not_found", api.get("/v1/nothing").code());
        var answer = api.call("PUT", "/v1/messages", api.first.liveKey(), "{}");
        assertEquals(405, answer.status());
        assertEquals("method_not_allowed", answer.code());
        assertEquals("inbox 3", api.call("GET", "/inbox/3", null, null).raw().body());
    }

    @Test
    void anIdempotencyKeyMustBePrintable() throws Exception {
        String key = api.first.liveKey();
        var answer = api.call("POST", "/v1/messages", key, "{}", "Idempotency-Key", "x".repeat(257));
        assertEquals(422, answer.status());
    }

    @Test
    void tooManyRequestsAreToldToWait() throws Exception {
        try (TestIngress slow = new TestIngress(new Room(2, Limits.bufferedBytes(), 100))) {
            TestIngress.Answer last = slow.get("/v1/limits");
            boolean limited = false;
            for (int i = 0; i < 20 && !limited; i++) {
                last = slow.get("/v1/templates");
                limited = last.status() == 429;
                assertTrue(
                        last.raw().headers().firstValue("RateLimit-Remaining").isPresent());
            }
            assertEquals("rate_limited", last.code());
            assertTrue(last.raw().headers().firstValue("Retry-After").isPresent());
        }
    }
}
