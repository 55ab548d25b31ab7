package io.migomail.ingress.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.ApiKeys;
import io.migomail.control.EntityKind;
import io.migomail.core.Environment;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.Tracking;
import io.migomail.ingress.intake.LoginGuard;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Credentials;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
    private Relay relay;

    @BeforeEach
    void open() throws InterruptedException {
        relay = new Relay();
    }

    @AfterEach
    void close() {
        relay.close();
    }

    private void refused(String reply, SmtpReply given) {
        assertEquals(reply, given.code() + " " + given.enhanced(), given.toString());
        assertTrue(relay.accepted.isEmpty());
    }

    @Test
    void the_username_or_the_literal_migo_opens_with_an_api_key() {
        assertEquals(235, relay.login("acme", relay.account.liveKey()).code());
        assertEquals(235, relay.login("migo", relay.account.sandboxKey()).code());
    }

    @Test
    void a_bad_login_is_535_and_comes_late() {
        String unknown = ApiKeys.generate(Environment.LIVE, new Random(9));
        for (SmtpReply reply : List.of(
                relay.login("other", relay.account.liveKey()),
                relay.login("acme", unknown),
                relay.login("acme", "typo"))) {
            refused("535 5.7.8", reply);
            assertFalse(reply.wire().contains("typo"));
        }
        assertEquals(3, relay.delays.size());
    }

    @Test
    void a_key_that_demands_signed_requests_is_of_no_use_here() throws Exception {
        var key = relay.control.view().apiKeyByHash(ApiKeys.hash(relay.account.liveKey()));
        long version = relay.control.version(EntityKind.API_KEY, key.getId());
        relay.control.put(key.toBuilder().setRequireSignature(true).build(), version);
        refused("535 5.7.8", relay.login("acme", relay.account.liveKey()));
    }

    @Test
    void each_further_failure_waits_longer_up_to_a_bound() {
        LoginGuard guard = new LoginGuard(new FakeTime());
        assertEquals(Duration.ofMillis(250), guard.failed("192.0.2.1", "a"));
        assertEquals(Duration.ofMillis(500), guard.failed("192.0.2.1", "b"));
        assertEquals(Duration.ofMillis(500), guard.failed("192.0.2.9", "b"), "the user counts, too");
        for (int i = 0; i < 20; i++) {
            guard.failed("192.0.2.1", "a");
        }
        assertEquals(Duration.ofSeconds(8), guard.failed("192.0.2.1", "a"));
    }

    @Test
    void the_submitted_mime_goes_on_without_what_is_not_for_recipients() {
        SmtpReply reply = relay.submit(
                List.of("priya@example.com", "Cc@example.com", "hidden@example.com", "priya@example.com"),
                "From: \"App\" <NoReply@YourApp.com>",
                "To: Priya <priya@example.com>",
                "Cc: Cc@example.com",
                "Bcc: hidden@example.com",
                "Subject: =?utf-8?q?caf=C3=A9?=",
                "X-Migo-Tag: one",
                "x-migo-tag: two",
                "X-Migo-Metadata-Order: 17",
                "X-Migo-Class: high",
                "X-Migo-Expires-In: 60",
                "X-Migo-Send-At: " + Instant.ofEpochMilli(relay.time.wallMillis() + 5000),
                "X-Own: kept",
                "",
                "..body");
        AcceptedMessage message = relay.last();
        assertEquals("250 2.0.0 " + message.getHead().getMessageId() + "\r\n", reply.wire());
        String raw = message.getContent().getRaw().toString(StandardCharsets.UTF_8);
        String[] received = raw.split("\r\n", 4);
        assertEquals("Received: from c.example ([192.0.2.1])", received[0]);
        assertEquals("\tby relay.example with ESMTPA;", received[1]);
        assertEquals(
                "From: \"App\" <NoReply@YourApp.com>\r\nTo: Priya <priya@example.com>\r\nCc: Cc@example.com\r\n"
                        + "Subject: =?utf-8?q?caf=C3=A9?=\r\nX-Own: kept\r\n\r\n..body\r\n",
                received[3]);
        assertEquals("caf\u00e9", message.getHead().getSubject());
        assertEquals(List.of("one", "two"), message.getHead().getTagsList());
        assertEquals(Map.of("Order", "17"), message.getHead().getMetadataMap());
        assertEquals("high", message.getHead().getMessageClass());
        assertEquals("smtp", message.getHead().getEndpoint());
        assertEquals("NoReply@yourapp.com", message.getHead().getFrom());
        assertEquals(
                message.getHead().getReceivedAt() + 5_000, message.getHead().getScheduledAt());
        assertEquals(message.getHead().getReceivedAt() + 65_000, message.getExpiresAt());
        assertEquals(
                List.of("priya@example.com to Priya", "Cc@example.com cc ", "hidden@example.com bcc "),
                message.getRecipientsList().stream().map(SubmissionTest::show).toList());
    }

    private static String show(Recipient recipient) {
        return recipient.getAddress() + " " + recipient.getRole() + " " + recipient.getName();
    }

    @Test
    void a_template_replaces_the_body() {
        String json = Base64.getEncoder()
                .encodeToString("{\"otp_code\":\"847 291\",\"n\":5}".getBytes(StandardCharsets.UTF_8));
        SmtpReply reply = relay.submitWith(
                "X-Migo-Template: otp",
                "X-Migo-Template-Version: 3",
                "X-Migo-Variables: " + json.substring(0, 10) + "\r\n " + json.substring(10),
                "X-Migo-Var-user_name: =?utf-8?q?Zo=C3=AB?=",
                "Reply-To: Help <help@yourapp.com>",
                "List-Unsubscribe: <https://yourapp.com/u>",
                "MIME-Version: 1.0");
        assertEquals(250, reply.code(), reply.toString());
        AcceptedMessage message = relay.last();
        assertEquals("critical", message.getHead().getMessageClass());
        assertEquals("Your code", message.getHead().getSubject(), "the template's, not the submitted one");
        assertEquals(3, message.getContent().getTemplate().getVersion());
        assertEquals(
                "{\"otp_code\":\"847 291\",\"n\":5,\"user_name\":\"Zo\u00eb\"}",
                message.getContent().getTemplate().getVariables().toString(StandardCharsets.UTF_8));
        assertEquals("App", message.getContent().getFromName());
        assertEquals("help@yourapp.com", message.getContent().getReplyTo().getAddress());
        assertEquals(1, message.getContent().getHeadersCount());
        assertTrue(message.getContent().getRaw().isEmpty());
    }

    @Test
    void the_result_in_the_sandbox_may_be_chosen() {
        relay.useSandbox();
        assertEquals(250, relay.submitWith("X-Migo-Sandbox-Result: hardbounce").code());
        assertEquals("hardbounce", relay.last().getHead().getSandboxResult());
        assertFalse(relay.last().getContent().getRaw().toStringUtf8().contains("Sandbox"));
    }

    @Test
    void a_place_in_a_trace_goes_on_with_the_message() {
        String place = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertEquals(250, relay.submitWith("X-Migo-Traceparent: " + place).code());
        assertEquals(place, relay.last().getTraceparent());
        assertFalse(relay.last().getContent().getRaw().toStringUtf8().contains("Traceparent"));
        String none = "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01";
        assertEquals(550, relay.submitWith("X-Migo-Traceparent: " + none).code());
    }

    @Test
    void variables_may_be_plain_json() {
        assertEquals(
                250,
                relay.submitWith("X-Migo-Template: otp", "X-Migo-Variables: {\"otp_code\":\r\n \"1\"}")
                        .code());
    }

    @Test
    void headers_say_what_is_tracked() {
        relay.submitWith("X-Migo-Track-Opens: TRUE", "X-Migo-Track-Clicks: false", "X-Migo-List-Unsubscribe: true");
        relay.submitWith("X-Migo-List-Unsubscribe: false", "List-Unsubscribe: <https://a.example/>");
        Tracking asked = relay.accepted.get(0).getTracking();
        assertTrue(asked.getOpens() && !asked.getClicks() && asked.getListUnsubscribe(), asked::toString);
        assertFalse(relay.accepted.get(0).getContent().getRaw().toStringUtf8().contains("X-Migo"));
        assertFalse(relay.accepted.get(1).hasTracking());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Migo-Clas: high",
                "X-Migo-: x",
                "X-Migo-Track-Opens: yes",
                "X-Migo-Track-Clicks: true\r\nX-Migo-Track-Clicks: true",
                "X-Migo-List-Unsubscribe:",
                "X-Migo-List-Unsubscribe: true\r\nList-Unsubscribe: <https://a.example/>",
                "X-Migo-Class: urgent",
                "X-Migo-Class: high\r\nX-Migo-Class: normal",
                "X-Migo-Expires-In: 0",
                "X-Migo-Send-At: noon",
                "X-Migo-Sandbox-Result: hardbounce",
                "X-Migo-Sandbox-Result: lost",
                "X-Migo-Send-At: 2999-01-01T00:00:00Z",
                "X-Migo-Expires-In: 9999999",
                "X-Migo-Expires-In: soon",
                "X-Migo-Idempotency-Key:",
                "X-Migo-Idempotency-Key: k 1",
                "X-Migo-Metadata-: x",
                "X-Migo-Metadata-a: 1\r\nX-Migo-Metadata-a: 2",
                "X-Migo-Tag: =?utf-8?q?a=0D=0Ab?=",
                "X-Migo-Template: otp",
                "X-Migo-Template: unknown",
                "X-Migo-Template: otp\r\nX-Migo-Template-Version: 9\r\nX-Migo-Var-otp_code: 1",
                "X-Migo-Template: otp\r\nX-Migo-Variables: [1]",
                "X-Migo-Template: otp\r\nX-Migo-Variables: {\"otp_code\":1",
                "X-Migo-Template: otp\r\nX-Migo-Variables: {\"otp_code\":1,\"otp_code\":2}",
                "X-Migo-Template: otp\r\nX-Migo-Variables: {\"otp_code\":1}\r\nX-Migo-Var-otp_code: 2",
                "X-Migo-Template: otp\r\nX-Migo-Variables: %%%",
                "X-Migo-Template: otp\r\nX-Migo-Var-otp_code: 1\r\nContent-Type: multipart/mixed; boundary=x",
                "X-Migo-Template: otp\r\nX-Migo-Var-otp_code: 1\r\nX-Own: =?utf-8?q?a=0D=0AEvil:_b?=",
                "X-Migo-Var-otp_code: 1",
                "From: second@yourapp.com",
                "Subject: second",
                "no field at all"
            })
    void a_bad_control_header_or_variable_is_550_5_6_0(String lines) {
        refused("550 5.6.0", relay.submitWith(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@yourapp.com, b@evil.example", "a@yourapp.com <b@evil.example", "", "nobody"})
    void a_from_field_that_is_not_one_address_is_refused(String from) {
        refused("550 5.6.0", relay.submit("From: " + from, "", "text"));
    }

    @Test
    void a_message_without_from_is_refused() {
        refused("550 5.6.0", relay.submit("Subject: x", "", "text"));
    }

    @Test
    void a_domain_of_the_other_stream_is_550_5_7_1() {
        String reply = relay.submit("From: a@news.yourapp.com", "", "text").toString();
        assertTrue(reply.contains("stream_mismatch"), reply);
        refused("550 5.7.1", relay.submit("From: a@b.news.yourapp.com", "", "text"));
    }

    @Test
    void a_domain_of_somebody_else_is_550_5_7_1() {
        refused("550 5.7.1", relay.submit("From: a@other.example", "", "text"));
    }

    @Test
    void a_rate_exceeded_is_451_4_7_1() {
        relay.withinRate = false;
        refused("451 4.7.1", relay.submitWith());
    }

    @Test
    void what_cannot_be_stored_is_451_4_3_0() {
        relay.stored = CompletableFuture.failedFuture(new IllegalStateException("broker away"));
        refused("451 4.3.0", relay.submitWith());
    }

    @Test
    void success_is_said_only_after_the_message_is_durable() throws Exception {
        CompletableFuture<Long> broker = new CompletableFuture<>();
        relay.stored = broker;
        CompletableFuture<SmtpReply> reply = CompletableFuture.supplyAsync(relay::submitWith);
        assertThrows(TimeoutException.class, () -> reply.get(50, TimeUnit.MILLISECONDS));
        broker.complete(1L);
        assertEquals(250, reply.get(60, TimeUnit.SECONDS).code());
    }

    @Test
    void a_repeat_with_the_same_key_is_one_message() {
        SmtpReply first = relay.submitWith("X-Migo-Idempotency-Key: k1", "Date: Mon, 1 Jan 2024 00:00:00 +0000");
        SmtpReply again = relay.submitWith("X-Migo-Idempotency-Key: k1", "Date: Mon, 1 Jan 2024 00:00:09 +0000");
        assertEquals(250, first.code(), first.toString());
        assertEquals(first, again);
        assertEquals(1, relay.accepted.size());
        assertEquals("k1", relay.accepted.get(0).getHead().getIdempotencyKey());
        assertEquals(32, relay.accepted.get(0).getRequestDigest().size());
        SmtpReply other = relay.submitWith("X-Migo-Idempotency-Key: k1", "X-Own: other");
        assertEquals("550 5.6.0", other.code() + " " + other.enhanced());
        assertEquals(1, relay.accepted.size());
    }

    @Test
    void a_key_that_is_revoked_ends_its_connections_rights() throws InterruptedException {
        SubmissionConversation conversation = relay.conversation();
        conversation.authenticate(new Credentials("", "migo", relay.account.liveKey()));
        change(key -> key.setRevoked(true));
        SmtpReply reply = conversation
                .mail(new MailFrom(null, -1, MailFrom.Body.SEVEN_BIT, false))
                .toCompletableFuture()
                .join();
        refused("535 5.7.8", reply);
    }

    @Test
    void what_a_key_may_do_is_asked_again_with_every_message() throws InterruptedException {
        SubmissionConversation conversation = relay.conversation();
        conversation.authenticate(new Credentials("", "migo", relay.account.liveKey()));
        MailFrom from = new MailFrom(null, -1, MailFrom.Body.SEVEN_BIT, false);
        change(key -> key.clearScopes().addScopes("messages:read"));
        refused("550 5.7.1", conversation.mail(from).toCompletableFuture().join());
        change(key -> key.clearScopes().addScopes("messages:send").addSources("198.51.100.0/24"));
        refused("535 5.7.8", conversation.mail(from).toCompletableFuture().join());
        change(key -> key.clearSources().setRequireSignature(true));
        refused("535 5.7.8", conversation.mail(from).toCompletableFuture().join());
        change(key -> key.clearRequireSignature());
        assertEquals(
                SmtpReply.STANDARD,
                conversation.mail(from).toCompletableFuture().join());
    }

    @Test
    void a_key_opens_from_its_sources_only() throws InterruptedException {
        change(key -> key.addSources("192.0.2.0/24"));
        assertEquals(235, relay.login("acme", relay.account.liveKey()).code());
        change(key -> key.clearSources().addSources("198.51.100.0/24"));
        refused("535 5.7.8", relay.login("acme", relay.account.liveKey()));
    }

    @Test
    void a_key_of_other_domains_or_templates_sends_nothing_here() throws InterruptedException {
        change(key -> key.addDomains("shop.example"));
        refused("550 5.7.1", relay.submitWith());
        change(key -> key.clearDomains().addDomains("yourapp.com").addTemplates("otp"));
        refused("550 5.7.1", relay.submitWith());
        assertEquals(
                250,
                relay.submitWith("X-Migo-Template: otp", "X-Migo-Var-otp_code: 847 291")
                        .code());
    }

    private void change(UnaryOperator<ApiKey.Builder> what) throws InterruptedException {
        ApiKey key = relay.control.view().apiKeyByHash(ApiKeys.hash(relay.account.liveKey()));
        relay.control.put(what.apply(key.toBuilder()).build(), relay.control.version(EntityKind.API_KEY, key.getId()));
    }
}
