package io.migomail.ingress.rest;

import com.google.protobuf.ByteString;
import io.migomail.analytics.ContentTable;
import io.migomail.analytics.FoundMessage;
import io.migomail.control.EntityKind;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKey;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.mail.dkim.DkimSigner;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A message of the first account with the events, the content and the signatures that a test gives it. */
final class MessageFixture {
    static final String HOSTILE = "<script>alert(1)</script>\"'>";
    private static final long RENDERED_AFTER = 20;

    private final TestIngress api;
    final String id;
    final AcceptedMessage message;

    private MessageFixture(TestIngress api, String id, AcceptedMessage message) {
        this.api = api;
        this.id = id;
        this.message = message;
    }

    /** Sends what the body says. */
    static MessageFixture send(TestIngress api, String body) throws Exception {
        TestIngress.Answer answer = api.post("/v1/messages", body);
        if (answer.status() != 200) {
            throw new AssertionError(answer.raw().body());
        }
        return new MessageFixture(
                api, answer.body().path("message_id").asText(), api.log.messages.get(api.log.messages.size() - 1));
    }

    private String key() {
        return message.getHead().getApplicationId() + "/" + id;
    }

    MailEvent.Builder event(int recipient, EventType type, int attempt, long afterMillis) {
        long received = message.getHead().getReceivedAt();
        Instants.Builder at = Instants.newBuilder().setReceivedAt(received).setQueuedAt(received + 10);
        if (attempt > 0) {
            at.setRenderedAt(received + RENDERED_AFTER).setDispatchedAt(received + afterMillis - 5);
        }
        if (type == EventType.DELIVERED) {
            at.setAcceptedAt(received + afterMillis);
        }
        return MailEvent.newBuilder()
                .setEventId("evt_" + recipient + type + attempt)
                .setType(type.word())
                .setAt(received + afterMillis)
                .setHead(message.getHead())
                .setRecipient(message.getRecipients(recipient).getAddress())
                .setDeliveryId(Ids.delivery(id, recipient))
                .setAttempt(attempt)
                .setInstants(at)
                .setExpiresAt(message.getExpiresAt());
    }

    static SmtpResult.Builder smtp(int code, String enhanced, String response) {
        return SmtpResult.newBuilder()
                .setStage("dot")
                .setCode(code)
                .setEnhanced(enhanced)
                .setResponse(response)
                .setMx("mx1.example.com")
                .setMxIp("192.0.2.25")
                .setEgressIp("198.51.100.7")
                .setTlsVersion("TLSv1.3");
    }

    /** What the event store has of it. */
    MessageFixture told(MailEvent.Builder... events) {
        List<MailEvent> all = new ArrayList<>();
        for (MailEvent.Builder each : events) {
            all.add(each.build());
        }
        api.events.put(key(), all);
        return this;
    }

    MessageFixture kept(boolean redacted) {
        api.store.contents.put(key(), new ContentTable.Kept(message, redacted, 30));
        return this;
    }

    /** What a search finds of it, with these words in place of its own. */
    void found(String subject, String tag) {
        MessageHead head = message.getHead().toBuilder()
                .setSubject(subject)
                .clearTags()
                .addTags(tag)
                .build();
        api.store.found.add(new FoundMessage(
                head,
                message.getRecipientsList().stream()
                        .map(each -> new FoundMessage.Delivery(each.getAddress(), "delivered"))
                        .toList()));
    }

    /** The first recipient's mail signed with a key that its domain shows; the events say so. */
    MessageFixture signed() throws Exception {
        told(event(0, EventType.QUEUED, 0, 10));
        byte[] mail = api.get("/v1/messages/" + id + "/content?format=mime")
                .raw()
                .body()
                .getBytes(StandardCharsets.UTF_8);
        DkimKeys.GeneratedKey made = DkimKeys.generateEd25519();
        show(made);
        FakeTime time = new FakeTime();
        time.advance(Duration.ofMillis(message.getHead().getReceivedAt() + RENDERED_AFTER - time.wallMillis()));
        DkimKey signing = DkimKey.of("yourapp.com", "migo1", DkimAlgorithm.ED25519, made.privateKey());
        DkimSigner.Signed signed = new DkimSigner(time).sign(mail, List.of(signing));
        SentMail.Builder sent = SentMail.newBuilder().setDigest(ByteString.copyFrom(Ids.sha256(signed.message())));
        signed.signatures()
                .forEach(mark -> sent.addSignatures(DkimSignature.newBuilder()
                        .setDomain(mark.domain())
                        .setSelector(mark.selector())
                        .setAlgorithm(mark.algorithm())
                        .setBodyHash(ByteString.copyFrom(mark.bodyHash()))
                        .setSignature(ByteString.copyFrom(mark.signature()))));
        told(
                event(0, EventType.QUEUED, 0, 10),
                event(0, EventType.DELIVERED, 1, 300)
                        .setSize(signed.message().length)
                        .setSent(sent)
                        .setSmtp(smtp(250, "2.0.0", "250 2.0.0 queued as 4711")));
        return this;
    }

    /** Puts another key where the signature's is. */
    void turnKey() throws InterruptedException {
        show(DkimKeys.generateEd25519());
    }

    private void show(DkimKeys.GeneratedKey key) throws InterruptedException {
        Domain domain = api.control.view().domain("dom_yourapp.com");
        api.control.put(
                domain.toBuilder()
                        .clearSelectors()
                        .addSelectors(DkimSelector.newBuilder()
                                .setSelector("migo1")
                                .setAlgorithm("ed25519")
                                .setState("active")
                                .setPublicKey(key.publicKey()))
                        .build(),
                api.control.version(EntityKind.DOMAIN, domain.getId()));
    }
}
