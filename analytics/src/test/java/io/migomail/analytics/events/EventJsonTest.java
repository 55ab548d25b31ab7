package io.migomail.analytics.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SmtpResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final MailEvent DELIVERED = MailEvent.newBuilder()
            .setEventId("evt_1")
            .setType("delivered")
            .setAt(1_700_000_000_123L)
            .setHead(MessageHead.newBuilder()
                    .setMessageId("msg_1")
                    .setApplicationId("app_1")
                    .setEnvironment("live")
                    .setTemplateAlias("otp")
                    .setTemplateVersion(3)
                    .addTags("login")
                    .putMetadata("b", "2")
                    .putMetadata("a", "1"))
            .setRecipient("ü@example.com")
            .setAttempt(1)
            .setInstants(Instants.newBuilder()
                    .setReceivedAt(1_000)
                    .setQueuedAt(1_010)
                    .setRenderedAt(1_030)
                    .setDispatchedAt(1_100)
                    .setAcceptedAt(1_400))
            .setSmtp(SmtpResult.newBuilder()
                    .setCode(250)
                    .setEnhanced("2.0.0")
                    .setResponse("ok")
                    .setMx("mx.example.com")
                    .setEgressIp("192.0.2.1")
                    .setTlsVersion("TLSv1.3"))
            .build();

    @Test
    void aDeliveredEventReadsAsTheContractSays() {
        assertEquals(
                "{\"id\":\"evt_1\",\"type\":\"delivered\",\"timestamp\":\"2023-11-14T22:13:20.123Z\",\"data\":{"
                        + "\"message_id\":\"msg_1\",\"recipient\":\"ü@example.com\",\"application\":\"app_1\","
                        + "\"environment\":\"live\",\"template\":\"otp\",\"template_version\":3,\"tags\":[\"login\"],"
                        + "\"metadata\":{\"a\":\"1\",\"b\":\"2\"},\"attempt\":1,\"smtp\":{\"code\":250,"
                        + "\"enhanced\":\"2.0.0\",\"response\":\"ok\",\"mx\":\"mx.example.com\","
                        + "\"egress_ip\":\"192.0.2.1\",\"tls\":\"TLSv1.3\"},\"latency\":{\"queue_ms\":10,"
                        + "\"render_ms\":20,\"dispatch_ms\":70,\"accept_ms\":300,\"total_ms\":400}}}",
                new String(EventJson.bytes(DELIVERED), StandardCharsets.UTF_8));
    }

    @Test
    void aLateBounceHasTheBounceThatItsMessageShows() {
        MailEvent late = MailEvent.newBuilder()
                .setType("late_bounce")
                .setAt(1_700_000_000_123L)
                .setCategory("invalid_recipient")
                .setSmtp(SmtpResult.newBuilder()
                        .setCode(550)
                        .setEnhanced("5.1.1")
                        .setResponse("550 5.1.1 User unknown")
                        .setMx("inner.example.com"))
                .build();
        assertEquals(
                "{\"type\":\"hard\",\"category\":\"invalid_recipient\",\"smtp_code\":550,\"enhanced_code\":\"5.1.1\","
                        + "\"diagnostic\":\"550 5.1.1 User unknown\",\"mx\":\"inner.example.com\","
                        + "\"at\":\"2023-11-14T22:13:20.123Z\"}",
                EventJson.of(late).at("/data/bounce").toString());
        MailEvent.Builder givenUp = late.toBuilder();
        givenUp.getSmtpBuilder().setEnhanced("4.4.7");
        assertEquals(
                "soft", EventJson.of(givenUp.build()).at("/data/bounce/type").asText());
        assertFalse(EventJson.of(late.toBuilder().setType("hard_bounce").build())
                .path("data")
                .has("bounce"));
    }

    @Test
    void whatHasNoValueIsLeftOut() {
        MailEvent bare = MailEvent.newBuilder()
                .setEventId("evt_2")
                .setType("failed")
                .setCode("template_missing")
                .build();
        var data = EventJson.of(bare).get("data");
        assertEquals("template_missing", data.get("code").asText());
        assertFalse(data.has("smtp"));
        assertFalse(data.has("latency"));
        assertFalse(data.has("template_version"));
    }

    @Test
    void aReplayedEventNamesTheMessageThatStandsForIt() {
        MailEvent replayed = DELIVERED.toBuilder()
                .setType("replayed")
                .setDeliveryId("msg_0.0")
                .build();
        assertEquals("msg_0", EventJson.of(replayed).at("/data/replay_of").asText());
        assertFalse(EventJson.of(DELIVERED).path("data").has("replay_of"));
    }

    @Test
    void anAlertIsToldWithoutAnythingOfAMessage() {
        MailEvent alert = DELIVERED.toBuilder()
                .setType("alert_opened")
                .setCode("slo_burn")
                .setDetail("Too slow.")
                .setHead(DELIVERED.getHead().toBuilder().setMessageId("alt_1").setMessageClass("high"))
                .build();
        var data = EventJson.of(alert).get("data");
        assertEquals(
                "alt_1 high slo_burn Too slow.",
                String.join(
                        " ",
                        data.get("alert_id").asText(),
                        data.get("class").asText(),
                        data.get("kind").asText(),
                        data.get("detail").asText()));
        assertFalse(data.has("recipient") || data.has("subject") || data.has("message_id"));
    }

    @Test
    void anUncertainAttemptIsFlagged() {
        MailEvent unsure = DELIVERED.toBuilder()
                .setType("soft_bounce")
                .setCode("uncertain")
                .build();
        assertEquals(true, EventJson.of(unsure).get("data").get("uncertain").asBoolean());
        assertFalse(EventJson.of(DELIVERED).get("data").has("uncertain"));
    }
}
