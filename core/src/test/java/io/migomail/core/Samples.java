package io.migomail.core;

import com.google.protobuf.ByteString;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Account;
import io.migomail.core.record.Attachment;
import io.migomail.core.record.BodyContent;
import io.migomail.core.record.BodyReference;
import io.migomail.core.record.BurnMinute;
import io.migomail.core.record.BurnRecord;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Change;
import io.migomail.core.record.Content;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.Fence;
import io.migomail.core.record.Header;
import io.migomail.core.record.Instants;
import io.migomail.core.record.KeyedMessage;
import io.migomail.core.record.KeyedMessages;
import io.migomail.core.record.LateEvent;
import io.migomail.core.record.LatencyHistogram;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailReport;
import io.migomail.core.record.MailWindow;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.OverdueDelivery;
import io.migomail.core.record.OverdueRecord;
import io.migomail.core.record.PaceHold;
import io.migomail.core.record.PaceQuestion;
import io.migomail.core.record.PaceStatus;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.Route;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import io.migomail.core.record.TrackingHit;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRequest;

/** One full sample of every record. */
final class Samples {
    private static final String MESSAGE = "msg_06f6n8r5v00000000000000000000000";

    private Samples() {}

    static MessageHead head() {
        return MessageHead.newBuilder()
                .setMessageId(MESSAGE)
                .setAccountId("acc_1")
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setStream("transactional")
                .setMessageClass("critical")
                .setFrom("noreply@yourapp.com")
                .setSubject("Dein Code: 847 291 ✓")
                .setTemplateAlias("otp-verification-v3")
                .setTemplateVersion(3)
                .addTags("otp")
                .putMetadata("user", "42")
                .setReceivedAt(1_700_000_000_000L)
                .setRecipientCount(1)
                .setEndpoint("rest")
                .setIdempotencyKey("k-1")
                .setRetentionDays(90)
                .build();
    }

    static AcceptedMessage accepted() {
        return AcceptedMessage.newBuilder()
                .setHead(head())
                .addRecipients(Recipient.newBuilder()
                        .setAddress("priya@example.com")
                        .setName("Priya")
                        .setRole("to"))
                .setContent(Content.newBuilder()
                        .setBody(BodyContent.newBuilder().setHtml("<p>Hi</p>").setText("Hi"))
                        .setFromName("Your App")
                        .addHeaders(Header.newBuilder().setName("X-A").setValue("b"))
                        .addAttachments(Attachment.newBuilder()
                                .setFilename("a.txt")
                                .setContentType("text/plain")
                                .setContentId("c1")
                                .setContent(ByteString.copyFromUtf8("x"))))
                .setControlOffset(17)
                .setExpiresAt(1_700_000_900_000L)
                .setTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .setSigningDomain("yourapp.com")
                .build();
    }

    static AcceptedMessage acceptedByReference() {
        return accepted().toBuilder()
                .clearContent()
                .setContentReference(reference())
                .build();
    }

    static Delivery deliveryByReference() {
        return delivery().toBuilder().clearMime().setBody(reference()).build();
    }

    private static BodyReference reference() {
        byte[] digest = new byte[32];
        java.util.Arrays.fill(digest, (byte) 0xa5);
        return BodyReference.newBuilder()
                .setDigest(ByteString.copyFrom(digest))
                .setSize(5_000_000)
                .build();
    }

    /** As it is since messages with an idempotency key carry the digest of their request. */
    static AcceptedMessage acceptedWithDigest() {
        return accepted().toBuilder()
                .setRequestDigest(ByteString.copyFrom(Ids.sha256(new byte[] {1})))
                .build();
    }

    static KeyedMessages keyedMessages() {
        return KeyedMessages.newBuilder()
                .addMessages(KeyedMessage.newBuilder()
                        .setMessageId(MESSAGE)
                        .setRequestDigest(ByteString.copyFrom(Ids.sha256(new byte[] {1})))
                        .setQueuedAt(1_700_000_000_003L)
                        .setStanding("holder")
                        .setSettled(1L << (Limits.RECIPIENTS - 1) | 1))
                .addMessages(KeyedMessage.newBuilder()
                        .setMessageId("msg_06f6n8r5v00000000000000000000001")
                        .setQueuedAt(1_700_000_000_009L)
                        .setStanding("conflict")
                        .setHolder(MESSAGE))
                .build();
    }

    static Delivery delivery() {
        return Delivery.newBuilder()
                .setDeliveryId(MESSAGE + ".0")
                .setHead(head())
                .setRecipient("priya@example.com")
                .setReturnPath("b+x@mg.yourapp.com")
                .setMime(ByteString.copyFromUtf8("Subject: x\r\n\r\nHi\r\n"))
                .setQueuedAt(1_700_000_000_003L)
                .setRenderedAt(1_700_000_000_007L)
                .setExpiresAt(1_700_000_900_000L)
                .setRoute(Route.newBuilder()
                        .setGroup("mx:a")
                        .addHosts(MxHost.newBuilder()
                                .setHost("mx1.example.com")
                                .setPort(25)
                                .setPreference(10)))
                .setAttempts(1)
                .setPoolId("pool_1")
                .setEightBit(true)
                .build();
    }

    static Outcome outcome() {
        return Outcome.newBuilder()
                .setDeliveryId(MESSAGE + ".0")
                .setAttempt(2)
                .setKind("deferred")
                .setHead(head())
                .setRecipient("priya@example.com")
                .setPaceKey("mx:a|pool_1")
                .setAt(1_700_000_001_000L)
                .setInstants(instants())
                .setSmtp(smtp())
                .setCode("greylisted")
                .setDetail("try later")
                .setRetryAt(1_700_000_060_000L)
                .setSize(20_480)
                .setProvider("mx:a")
                .setPoolId("pool_1")
                .setBlame("remote")
                .setCategory("greylisted")
                .build();
    }

    static Outcome fence() {
        return Outcome.newBuilder()
                .setKind("fence")
                .setPaceKey("fence:3|fence")
                .setAt(1_700_000_001_000L)
                .setFence(
                        Fence.newBuilder().setLife(-7_000_000_000_000_000_001L).setPartition(2))
                .build();
    }

    static MailEvent event() {
        return MailEvent.newBuilder()
                .setEventId(Ids.event(MESSAGE + ".0", 2, EventType.SOFT_BOUNCE))
                .setType("soft_bounce")
                .setAt(1_700_000_001_000L)
                .setHead(head())
                .setRecipient("priya@example.com")
                .setDeliveryId(MESSAGE + ".0")
                .setAttempt(2)
                .setInstants(instants())
                .setSmtp(smtp())
                .setProvider("mx:a")
                .setSize(20_480)
                .build();
    }

    static MailEvent engaged() {
        return event().toBuilder()
                .setType("clicked")
                .setEngagement(Engagement.newBuilder()
                        .setUrl("https://shop.example/")
                        .setUserAgent("Mozilla/5.0")
                        .setMachine("apple_mail_privacy"))
                .build();
    }

    static SentMail sent() {
        return SentMail.newBuilder()
                .setDigest(ByteString.copyFrom(Ids.sha256(new byte[] {2})))
                .addSignatures(signature())
                .build();
    }

    static DkimSignature signature() {
        return DkimSignature.newBuilder()
                .setDomain("yourapp.com")
                .setSelector("migo1")
                .setAlgorithm("rsa-sha256")
                .setBodyHash(ByteString.copyFrom(Ids.sha256(new byte[] {3})))
                .setSignature(ByteString.copyFromUtf8("b"))
                .build();
    }

    /** As an event is since it tells what was sent, and to whom. */
    static MailEvent proven() {
        MailEvent.Builder event = event().toBuilder().setSent(sent());
        event.getSmtpBuilder().setTlsCertificate(ByteString.copyFrom(Ids.sha256(new byte[] {4})));
        return event.build();
    }

    static TrackingHit hit() {
        return TrackingHit.newBuilder()
                .setHitId("hit_1")
                .setDeliveryId(MESSAGE + ".0")
                .setKind(TrackingKind.CLICK.word())
                .setAt(1_700_000_002_000L)
                .setUrl("https://shop.example/")
                .setUserAgent("Mozilla/5.0")
                .setPurpose("prefetch")
                .build();
    }

    static MailReport report() {
        return MailReport.newBuilder()
                .setDeliveryId(MESSAGE + ".0")
                .setKind(ReportKind.BOUNCE.word())
                .setAt(1_700_000_002_000L)
                .setEnhanced("5.1.1")
                .setCode(550)
                .setDiagnostic("550 5.1.1 User unknown")
                .setMx("mx.example.org")
                .build();
    }

    static MailWindow window() {
        return MailWindow.newBuilder()
                .setAccountId("acc_1")
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setMessageClass("critical")
                .setProvider("google")
                .setEndpoint("rest")
                .setEgressIp("192.0.2.1")
                .setKeepDays(90)
                .setMinute(1_700_000_040_000L)
                .setEvents(3)
                .putCounts("sent", -1)
                .putCounts("delivered", 2)
                .putStages(
                        "total",
                        LatencyHistogram.newBuilder()
                                .addFrom(63)
                                .addFrom(1024)
                                .addCount(1)
                                .addCount(1)
                                .build())
                .build();
    }

    static BurnRecord burn() {
        return BurnRecord.newBuilder()
                .setAccountId("acc_1")
                .setApplicationId("app_1")
                .setMessageClass("critical")
                .addMinutes(BurnMinute.newBuilder()
                        .setMinute(1_700_000_040_000L)
                        .setDeliveries(100)
                        .setMissed(3)
                        .setOurs(1))
                .build();
    }

    static OverdueRecord overdue() {
        return OverdueRecord.newBuilder()
                .setAccountId("acc_1")
                .setApplicationId("app_1")
                .setMessageClass("critical")
                .addDeliveries(OverdueDelivery.newBuilder()
                        .setDeliveryId(MESSAGE + ".0")
                        .setSince(1_700_000_000_000L)
                        .setDeadline(1_700_000_060_000L)
                        .setExpiresAt(1_700_000_900_000L))
                .setMore(7)
                .build();
    }

    static LateEvent late() {
        return LateEvent.newBuilder()
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setMessageId(MESSAGE)
                .setEventId("evt_1")
                .setAt(1_700_000_002_000L)
                .setNoticedAt(1_700_000_902_000L)
                .build();
    }

    static WebhookOutcome webhookOutcome() {
        return WebhookOutcome.newBuilder()
                .setWebhookId("whk_1")
                .setEventId("evt_1")
                .setAttempt(3)
                .setAt(1_700_000_002_000L)
                .setStatus(503)
                .setError("unavailable")
                .setDurationMs(12)
                .build();
    }

    static WebhookRequest webhookRequest() {
        return WebhookRequest.newBuilder()
                .setWebhookId("whk_1")
                .setKind(WebhookRequestKind.PAGE.word())
                .setAt(1_700_000_002_000L)
                .setReplayId("rpl_1")
                .setControlOffset(12)
                .setAfter(345)
                .setLast(true)
                .build();
    }

    static ControlRecord control() {
        return ControlRecord.newBuilder()
                .setId("account/acc_1")
                .setVersion(2)
                .setAt(1_700_000_000_000L)
                .setAccount(
                        Account.newBuilder().setId("acc_1").setUsername("demo").setPlan("standard"))
                .build();
    }

    static ControlRecord audited() {
        return control().toBuilder()
                .clearEntity()
                .setSuperseded(true)
                .setChange(Change.newBuilder()
                        .setAccountId("acc_1")
                        .setKeyId("key_1")
                        .setUserId("usr_1")
                        .setSource("192.0.2.1")
                        .setRequestId("req_1")
                        .setRequest("PATCH /v1/accounts/{id}")
                        .addFields("name"))
                .build();
    }

    private static Instants instants() {
        return Instants.newBuilder()
                .setReceivedAt(1_700_000_000_000L)
                .setQueuedAt(1_700_000_000_003L)
                .setRenderedAt(1_700_000_000_007L)
                .setDispatchedAt(1_700_000_000_011L)
                .build();
    }

    private static SmtpResult smtp() {
        return SmtpResult.newBuilder()
                .setStage("rcpt")
                .setCode(451)
                .setEnhanced("4.7.1")
                .setResponse("Greylisted, try again in 60 seconds")
                .setMx("mx1.example.com")
                .setMxIp("127.0.0.5")
                .setEgressIp("127.0.1.10")
                .setTlsVersion("TLSv1.3")
                .build();
    }

    static CancelRecord cancel() {
        return CancelRecord.newBuilder()
                .setMessageId(MESSAGE)
                .setAccountId("acc_1")
                .setEnvironment("live")
                .setRecipients(2)
                .setExpiresAt(1_700_000_900_000L)
                .setAt(1_700_000_000_500L)
                .build();
    }

    static CancelRecord verdict() {
        return CancelRecord.newBuilder()
                .setMessageId(MESSAGE)
                .setAt(1_700_000_000_510L)
                .setDeliveryId(MESSAGE + ".1")
                .setVerdict(CancelVerdict.IN_FLIGHT.word())
                .build();
    }

    static PaceStatus status() {
        return PaceStatus.newBuilder()
                .setPaceKey("mx:mx.example.com|pool_1")
                .setAt(1_700_000_000_600L)
                .setBinding("throttled")
                .setSentence("It rests.")
                .setSince(1_700_000_000_100L)
                .setWaitingCritical(1)
                .setWaitingHigh(2)
                .setWaitingNormal(300)
                .setInFlight(4)
                .addHolds(PaceHold.newBuilder()
                        .setAddress("192.0.2.1")
                        .setReason("blocked")
                        .setUntil(1_700_000_015_000L)
                        .setRefusals(2))
                .setNextTurn(1_700_000_005_000L)
                .build();
    }

    static PaceQuestion question() {
        return PaceQuestion.newBuilder()
                .setQuestionId("0123456789ab")
                .setMessageId(MESSAGE)
                .setAccountId("acc_1")
                .setEnvironment("live")
                .setRecipients(2)
                .setAt(1_700_000_000_500L)
                .setPlace(DeliveryPlace.newBuilder()
                        .setDeliveryId(MESSAGE + ".1")
                        .setPaceKey("mx:mx.example.com|pool_1")
                        .setInFlight(true)
                        .setSince(1_700_000_000_123L)
                        .setReason("retry")
                        .setSentence("Later.")
                        .setNextAttemptAt(1_700_000_060_000L)
                        .setAttempts(3)
                        .setLastReply("450 later")
                        .setExpiresAt(1_700_000_900_000L)
                        .setStatus(status()))
                .build();
    }
}
