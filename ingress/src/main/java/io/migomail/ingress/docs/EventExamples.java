package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.events.EventJson;
import io.migomail.core.AlertKind;
import io.migomail.core.Blame;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SmtpResult;
import java.time.Instant;

/** What subscribers get of each type of event, written by the code that writes the real ones. */
final class EventExamples {
    private static final long AT = Instant.parse("2026-11-28T09:30:00.123Z").toEpochMilli();
    private static final String MESSAGE = "msg_06h1zpap7rk6g6rwz4td5mcks68g8mzz";

    private EventExamples() {}

    /** The payload that a webhook gets. */
    static ObjectNode of(EventType type) {
        return EventJson.of(event(type));
    }

    private static MailEvent event(EventType type) {
        MailEvent.Builder event = MailEvent.newBuilder()
                .setEventId("evt_68xsheeembz494dkgt748s4q44")
                .setType(type.word())
                .setAt(AT + 15)
                .setHead(head())
                .setRecipient("priya@example.com");
        switch (type) {
            case SCHEDULED -> event.getHeadBuilder().setScheduledAt(AT + 3_600_000);
            case QUEUED -> event.setExpiresAt(AT + 900_000).setInstants(instants(1));
            case DISPATCHED -> attempt(event, 3).setSmtp(SmtpResult.newBuilder().setEgressIp("203.0.113.25"));
            case DELIVERED -> attempt(event, 4).setSmtp(reply(250, "2.0.0", "250 2.0.0 OK"));
            case SOFT_BOUNCE ->
                attempt(event, 3)
                        .setSmtp(reply(450, "4.2.0", "450 4.2.0 Greylisted, try again later"))
                        .setCategory("greylisted")
                        .setBlame(Blame.REMOTE.word())
                        .setRetryAt(AT + 60_015)
                        .setExpiresAt(AT + 900_000);
            case HARD_BOUNCE ->
                attempt(event, 3)
                        .setSmtp(reply(550, "5.1.1", "550 5.1.1 The mailbox does not exist"))
                        .setCategory("invalid_recipient")
                        .setBlame(Blame.RECIPIENT.word());
            case LATE_BOUNCE ->
                attempt(event, 0)
                        .setSmtp(reply(550, "5.1.1", "550 5.1.1 The mailbox does not exist"))
                        .setCategory("invalid_recipient");
            case OPENED -> attempt(event, 0).setEngagement(engagement());
            case CLICKED -> attempt(event, 0).setEngagement(engagement().setUrl("https://yourapp.com/orders/2041"));
            case SPAM_COMPLAINT, UNSUBSCRIBE -> attempt(event, 0);
            case EXPIRED -> attempt(event, 0).setCode("expired").setDetail("450 4.2.0 Greylisted, try again later");
            case SUPPRESSED ->
                event.setCode("hard_bounce")
                        .setDetail("the address is on the application's suppression list: hard_bounce");
            case CANCELED -> event.setCode("canceled").setDetail("canceled by its sender");
            case FAILED ->
                event.setCode("render_failed").setDetail("The template cannot be rendered with these variables.");
            case REPLAYED -> event.setDeliveryId(Ids.delivery("msg_06h1x0qe9pkvv8a5wj9sf4t6tc2d1n7r", 0));
            case WEBHOOK_DISABLED -> {
                event.setCode("failing")
                        .setDetail("Every attempt failed for " + Limits.WEBHOOK_FAILING.toDays() + " days.");
                event.getHeadBuilder().setMessageId("whk_mg2bkm5vmgq314qb1qjg2heeyg");
            }
            case ALERT_OPENED, ALERT_RESOLVED -> {
                event.setCode(AlertKind.SLO_BURN.word())
                        .setDetail(
                                "Of 1,200 critical deliveries within 1 h, 240 missed the promised 2 seconds or failed through our"
                                        + " fault (20.0 %); 1.0 % may.");
                event.getHeadBuilder().setMessageId("alt_3v1r8y6gk2c0m9s5q7t4w2x8ze");
            }
        }
        return event.build();
    }

    private static MessageHead head() {
        return MessageHead.newBuilder()
                .setMessageId(MESSAGE)
                .setApplicationId("app_1n5ypk3gn5b70yrnrvxcdhg6y0")
                .setEnvironment("live")
                .setFrom("noreply@yourapp.com")
                .setSubject("847 291 is your verification code")
                .setTemplateAlias("otp-verification-v3")
                .setTemplateVersion(1)
                .setMessageClass("critical")
                .setStream("transactional")
                .addTags("login")
                .putMetadata("session", "8812")
                .build();
    }

    private static MailEvent.Builder attempt(MailEvent.Builder event, int stages) {
        event.setAttempt(1).setProvider("mx:mx.example.com");
        return stages == 0 ? event : event.setInstants(instants(stages));
    }

    /** @param stages how many of queue, render, dispatch and accept are done */
    private static Instants instants(int stages) {
        Instants.Builder out = Instants.newBuilder().setReceivedAt(AT).setQueuedAt(AT + 3);
        if (stages > 1) {
            out.setRenderedAt(AT + 8);
        }
        if (stages > 2) {
            out.setDispatchedAt(AT + 10);
        }
        if (stages > 3) {
            out.setAcceptedAt(AT + 15);
        }
        return out.build();
    }

    private static SmtpResult reply(int code, String enhanced, String text) {
        return SmtpResult.newBuilder()
                .setStage(code == 250 ? "dot" : "rcpt")
                .setCode(code)
                .setEnhanced(enhanced)
                .setResponse(text)
                .setMx("mx.example.com")
                .setEgressIp("203.0.113.25")
                .setTlsVersion("TLSv1.3")
                .build();
    }

    private static Engagement.Builder engagement() {
        return Engagement.newBuilder()
                .setUserAgent("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15");
    }
}
