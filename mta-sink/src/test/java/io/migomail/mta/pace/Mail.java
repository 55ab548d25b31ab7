package io.migomail.mta.pace;

import com.google.protobuf.ByteString;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.SmtpResult;

/** Deliveries and outcomes for tests. */
final class Mail {
    private Mail() {}

    static Delivery delivery(String id, MessageClass messageClass, long expiresAt) {
        return Delivery.newBuilder()
                .setDeliveryId(id)
                .setHead(head(messageClass))
                .setRecipient("ada@example.net")
                .setMime(ByteString.copyFromUtf8("Subject: hello\r\n\r\nhello\r\n"))
                .setExpiresAt(expiresAt)
                .build();
    }

    static MessageHead head(MessageClass messageClass) {
        return MessageHead.newBuilder()
                .setMessageId("m")
                .setMessageClass(messageClass.word())
                .build();
    }

    static Outcome outcome(String id, int attempt, OutcomeKind kind) {
        return Outcome.newBuilder()
                .setDeliveryId(id)
                .setAttempt(attempt)
                .setKind(kind.word())
                .setHead(head(MessageClass.NORMAL))
                .build();
    }

    static Outcome deferred(String id, int attempt, String egressIp, String reply) {
        return outcome(id, attempt, OutcomeKind.DEFERRED).toBuilder()
                .setSmtp(SmtpResult.newBuilder().setEgressIp(egressIp).setResponse(reply))
                .build();
    }
}
