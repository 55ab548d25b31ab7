package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import io.migomail.core.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may not be sent is refused with a code at the door, and nothing of it gets any further. */
@Tag(StackFixture.SHARED)
class BadInputIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<Topics.Topic> DOORS =
            List.of(Topics.ACCEPTED_CRITICAL, Topics.ACCEPTED_HIGH, Topics.ACCEPTED_NORMAL);
    private static final String GOOD =
            "{\"to\":\"good@example.com\",\"from\":\"noreply@yourapp.com\",\"template\":\"otp-verification-v3\",\"variables\":{\"otp_code\":\"1\",\"expires_min\":5,\"user_name\":\"G\"}}";

    /** {@code key}: empty = the live key. */
    private record Line(
            String name, String body, String contentType, String key, int status, String code, String pointer) {
        static Line of(String name, String body, int status, String code, String pointer) {
            return new Line(name, body, "application/json", "", status, code, pointer);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Line> rest() {
        String wrongKey = "migo_sk_live_0000000000000000000000000000000000000000";
        return Stream.of(
                Line.of("unknown field", GOOD.replace("\"to\"", "\"too\":1,\"to\""), 422, "unknown_field", "/too"),
                Line.of(
                        "missing variable",
                        GOOD.replace("\"otp_code\":\"1\",", ""),
                        422,
                        "missing_variable",
                        "/variables/otp_code"),
                Line.of("bad recipient", GOOD.replace("good@", "good@@"), 422, "invalid_address", "/to"),
                Line.of(
                        "header in an address",
                        GOOD.replace("good@", "a\\r\\nBcc: b@"),
                        422,
                        "forbidden_character",
                        "/to"),
                Line.of("unverified domain", GOOD.replace("@yourapp", "@notmine"), 403, "domain_not_verified", ""),
                Line.of("unknown template", GOOD.replace("-v3", "-v9"), 422, "template_not_found", "/template"),
                Line.of(
                        "template and text",
                        GOOD.replace("\"to\"", "\"text\":\"x\",\"to\""),
                        422,
                        "conflicting_content",
                        "/text"),
                Line.of(
                        "oversize variables",
                        GOOD.replace("\"1\"", "\"" + "x".repeat(Limits.VARIABLES_BYTES) + "\""),
                        422,
                        "too_long",
                        "/variables"),
                Line.of(
                        "oversize request",
                        GOOD.replace("\"1\"", "\"" + "x".repeat(Limits.REQUEST_BYTES) + "\""),
                        413,
                        "payload_too_large",
                        ""),
                new Line("wrong key", GOOD, "application/json", wrongKey, 401, "invalid_api_key", ""),
                new Line("wrong content type", GOOD, "text/plain", "", 415, "unsupported_media_type", ""),
                Line.of("malformed JSON", GOOD.substring(0, GOOD.length() - 1), 400, "malformed_json", ""));
    }

    @ParameterizedTest
    @MethodSource("rest")
    void a_request_that_may_not_be_sent_is_refused_and_leaves_no_trace(Line line) throws Exception {
        Map<String, Long> before = TopicReader.ends(STACK.settings(), DOORS);
        HttpRequest request = HttpRequest.newBuilder(URI.create(STACK.ready().http() + "/v1/messages"))
                .header(
                        "Authorization",
                        "Bearer " + (line.key().isEmpty() ? STACK.ready().liveKey() : line.key()))
                .header("Content-Type", line.contentType())
                .POST(HttpRequest.BodyPublishers.ofString(line.body()))
                .build();
        HttpResponse<byte[]> reply = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode problem = JSON.readTree(reply.body());
        assertEquals(line.status(), reply.statusCode(), problem::toString);
        assertEquals(
                "application/problem+json",
                reply.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""));
        assertEquals(line.code(), problem.path("code").asText(), problem::toString);
        assertTrue(reply.headers().firstValue("X-Request-Id").isPresent());
        if (!line.pointer().isEmpty()) {
            assertEquals(line.pointer(), problem.at("/errors/0/pointer").asText(), problem::toString);
        }
        assertEquals(before, TopicReader.ends(STACK.settings(), DOORS), "something was queued");
    }

    static Stream<List<String>> smtp() {
        String from = "MAIL FROM:<noreply@yourapp.com>";
        String to = "RCPT TO:<good@example.com>";
        String content = "From: noreply@yourapp.com\nTo: good@example.com\nSubject: x\n";
        return Stream.of(
                List.of("535 5.7.8", "wrong key", "AUTH"),
                List.of("550 5.7.1", "unverified domain", from, to, content.replace("yourapp", "notmine") + "\nx"),
                List.of("552 5.3.4", "oversize", from + " SIZE=" + (Limits.MESSAGE_BYTES + 1)),
                List.of("501 5.1.3", "bad address", from, "RCPT TO:<good@@example.com>"),
                List.of(
                        "550 5.6.0",
                        "missing variable",
                        from,
                        to,
                        content + "X-Migo-Template: otp-verification-v3\n\nx"),
                List.of("550 5.6.0", "unknown control header", from, to, content + "X-Migo-Clas: high\n\nx"));
    }

    @ParameterizedTest
    @MethodSource("smtp")
    void a_submission_that_may_not_be_sent_is_refused_and_leaves_no_trace(List<String> line) throws Exception {
        Map<String, Long> before = TopicReader.ends(STACK.settings(), DOORS);
        HostPort smtp = HostPort.parse(STACK.ready().smtp());
        boolean login = line.get(2).equals("AUTH");
        String said = Python.run(
                """
                import base64, json, smtplib, ssl, sys
                host, port, ca, user, key, commands = sys.argv[1:]
                s = smtplib.SMTP(host, int(port), timeout=30)
                s.starttls(context=ssl.create_default_context(cafile=ca))
                s.ehlo()
                plain = base64.b64encode(('\\0%s\\0%s' % (user, key)).encode()).decode()
                code, text = s.docmd('AUTH', 'PLAIN ' + plain)
                if code == 235:
                    for command in json.loads(commands):
                        if command.startswith(('MAIL', 'RCPT')):
                            code, text = s.docmd(command)
                        else:
                            code, text = s.data(command)
                        if code >= 400: break
                print(code, text.decode())
                """,
                smtp.host(),
                Integer.toString(smtp.port()),
                STACK.ready().ca(),
                STACK.ready().account(),
                login ? STACK.ready().liveKey().substring(1) : STACK.ready().liveKey(),
                JSON.writeValueAsString(line.subList(2, line.size())));
        assertTrue(said.startsWith(line.get(0)), () -> line.get(1) + ": " + said);
        assertEquals(before, TopicReader.ends(STACK.settings(), DOORS), "something was queued");
    }

    @Test
    void only_the_good_message_among_bad_ones_has_events() throws Exception {
        Map<String, Long> before = TopicReader.ends(STACK.settings(), DOORS);
        STACK.api().post("/v1/messages", GOOD.replace("good@", "good@@"), 422);
        String id = STACK.send(GOOD);
        STACK.api().post("/v1/messages", GOOD.replace("\"to\"", "\"too\":1,\"to\""), 422);
        STACK.awaitStory(id, "delivered");
        long more = TopicReader.ends(STACK.settings(), DOORS).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                - before.values().stream().mapToLong(Long::longValue).sum();
        assertEquals(1, more);
        // Acceptance is told from another topic than delivery, so perhaps after it.
        Await.until(
                "three events",
                () -> STACK.store().counts(STACK.application()),
                Map.of("queued", 1L, "dispatched", 1L, "delivered", 1L)::equals);
    }
}
