package io.migomail.jobs.delivery;

import com.google.protobuf.ByteString;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.PaceInput;
import java.time.Duration;
import java.util.Objects;

/** Messages with the idempotency key {@code k} and their deliveries, queued so long after the first instant. */
final class Claims {
    static final long START = 1_700_000_000_000L;

    private Claims() {}

    static AcceptedMessage.Builder accepted(String id, String body) {
        AcceptedMessage.Builder message = Messages.body("", body);
        message.getHeadBuilder().setMessageId(id).setIdempotencyKey("k");
        return message.setRequestDigest(ByteString.copyFromUtf8(body));
    }

    /** A message to two, for later. */
    static AcceptedMessage.Builder scheduled(String id, String body) {
        AcceptedMessage.Builder message =
                accepted(id, body).addRecipients(Messages.recipient("omar@example.org", "cc"));
        message.getHeadBuilder().setScheduledAt(START + Duration.ofDays(20).toMillis());
        return message;
    }

    static Claim[] scheduled(AcceptedMessage.Builder message, Duration after) {
        AcceptedMessage built = message.build();
        Scheduled scheduled = Objects.requireNonNull(Scheduled.of(built, RecordCodec.ACCEPTED.encode(built)));
        return Claim.of(scheduled, built, START + after.toMillis()).toArray(Claim[]::new);
    }

    static Claim message(String id, String body, Duration after) {
        return message(accepted(id, body), after);
    }

    static Claim message(AcceptedMessage.Builder message, Duration after) {
        return Objects.requireNonNull(Claim.of(message.build(), START + after.toMillis()));
    }

    static Claim delivery(String id, int number, Duration after) {
        return delivery(accepted(id, ""), number, after);
    }

    static Claim delivery(AcceptedMessage.Builder message, int number, Duration after) {
        Delivery delivery = bare(message, number, after).toBuilder()
                .setMime(ByteString.copyFromUtf8("mail\r\n"))
                .setRenderedAt(START + after.toMillis() + 5)
                .build();
        PaceInput input = new PaceInput("mx:a|pool_1", PaceInput.Kind.DELIVERY, RecordCodec.DELIVERY.encode(delivery));
        return Objects.requireNonNull(Claim.of(delivery, input));
    }

    static Claim ended(Claim.Kind kind, String id, int number, Duration after) {
        Delivery delivery = bare(accepted(id, ""), number, after);
        Outcome outcome = Outcomes.ended(OutcomeKind.FAILED, delivery, "some_reason", "", START + after.toMillis() + 7)
                .build();
        return Objects.requireNonNull(Claim.of(kind, outcome));
    }

    private static Delivery bare(AcceptedMessage.Builder message, int number, Duration after) {
        AcceptedMessage.Builder whole = message.clone();
        while (whole.getRecipientsCount() <= number) {
            whole.addRecipients(Messages.recipient("r" + whole.getRecipientsCount() + "@example.org", "cc"));
        }
        return Renderer.bare(whole.build(), START + after.toMillis()).get(number);
    }
}
