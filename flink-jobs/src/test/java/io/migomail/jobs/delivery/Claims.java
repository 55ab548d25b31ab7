package io.migomail.jobs.delivery;

import com.google.protobuf.ByteString;
import io.migomail.core.MessageClass;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import java.time.Duration;
import java.util.Objects;

/** Messages with the idempotency key {@code k}, queued so long after the first instant. */
final class Claims {
    static final long START = 1_700_000_000_000L;

    private Claims() {}

    static AcceptedMessage.Builder accepted(String id, String body) {
        AcceptedMessage.Builder message = Messages.body("", body);
        message.getHeadBuilder().setMessageId(id).setIdempotencyKey("k");
        return message.setRequestDigest(ByteString.copyFromUtf8(body));
    }

    static Incoming incoming(AcceptedMessage.Builder message, Duration after) {
        byte[] bytes = RecordCodec.ACCEPTED.encode(message.build());
        return new Incoming(bytes, START + after.toMillis(), "t-0@1");
    }

    static Claim claim(String id, String body, Duration after) {
        return claim(MessageClass.CRITICAL, accepted(id, body), after);
    }

    static Claim claim(MessageClass messageClass, AcceptedMessage.Builder message, Duration after) {
        return Objects.requireNonNull(Claim.of(messageClass, incoming(message, after)));
    }
}
