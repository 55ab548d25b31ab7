package io.migomail.ingress.intake;

import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.core.Environment;
import io.migomail.core.IdempotencyScope;
import io.migomail.core.Limits;
import io.migomail.core.MessageIds;
import io.migomail.core.Schedule;
import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Content;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.TemplateVersion;
import io.migomail.core.record.Tracking;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.telemetry.LogFields;
import io.migomail.telemetry.trace.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Accepts sends, for REST and SMTP alike: checks them against the control plane, pins the template, gives the id, and
 * has the whole message made durable as one record. Its answer comes after that, or is a problem within
 * {@link Limits#ACCEPT_TIMEOUT}, for a large message behind {@link Limits#BODY_PUT_TIMEOUT}, for its content is kept
 * before (docs/adr/0011); a message whose answer was a time-out may be durable all the same, which is what
 * idempotency keys are for. Thread-safe, keeps no message.
 *
 * <p>Next on the message's way: the topics {@code mail.accepted.*} of {@link io.migomail.core.Topics}.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int KEYS_KNOWN = 100_000;

    static final String NOT_DURABLE =
            "The message could not be made durable now. Send it again with the same Idempotency-Key.";

    /** What the intake works with. */
    public record Parts(
            ControlPlane control,
            MessageLog log,
            BodyStore bodies,
            TemplateGate templates,
            MessageIds ids,
            RandomGenerator random) {}

    private final Parts parts;
    private final TimeSource time;
    private final ControlCheck check;
    private final IdempotencyMemory memory;
    private final LargeContent large;
    private final Consumer<AcceptedMessage> accepted;
    private final Tracing tracing;

    /** @param accepted is told of every message that became durable, on the log's thread; must not block */
    public Intake(Parts parts, TimeSource time, Consumer<AcceptedMessage> accepted) {
        this(parts, time, accepted, Tracing.NONE);
    }

    /** The same, with spans. */
    public Intake(Parts parts, TimeSource time, Consumer<AcceptedMessage> accepted, Tracing tracing) {
        this.tracing = tracing;
        this.parts = parts;
        this.time = time;
        this.check = new ControlCheck(parts.control().view(), parts.templates());
        this.memory = new IdempotencyMemory(time, KEYS_KNOWN);
        this.large = new LargeContent(parts.bodies());
        this.accepted = accepted;
    }

    /**
     * Completes once the message is durable; completes exceptionally with a {@link Problem} where it could not be made
     * sure ({@code store_unavailable}).
     *
     * @throws Problem where the caller may not send this; nothing was written then
     */
    public CompletionStage<Accepted> accept(Caller caller, SendRequest request) {
        String key = request.origin().idempotencyKey();
        if (key == null) {
            return write(caller, request);
        }
        String name = IdempotencyScope.name(
                caller.applicationId(), caller.environment().word(), key);
        return memory.once(name, request.origin().bodyDigest(), () -> write(caller, request));
    }

    private CompletionStage<Accepted> write(Caller caller, SendRequest request) {
        ControlCheck.Found found = check.check(caller, request);
        SendRequest.Origin origin = request.origin();
        Tracing.Open span = tracing.begin("send", origin.traceparent(), origin.receivedAt());
        AcceptedMessage message = message(caller, request, found)
                .setTraceparent(span.traceparent())
                .build();
        checkCopies(message);
        if (message.getSerializedSize() > Limits.RECORD_BYTES - Limits.VARIABLES_BYTES) {
            throw Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The message is larger than 25 MB.");
        }
        CompletableFuture<Accepted> answer = new CompletableFuture<>();
        if (large.needed(message)) {
            large.keep(message).whenComplete((kept, failure) -> {
                if (failure == null) {
                    append(kept, answer);
                } else {
                    settle(answer, message, failure);
                }
            });
        } else {
            append(message, answer);
        }
        if (tracing.on()) {
            answer.whenComplete((done, failure) -> ended(span, message.getHead(), failure));
        }
        return answer;
    }

    private void ended(Tracing.Open span, MessageHead head, @Nullable Throwable failure) {
        Throwable cause = Problem.cause(failure);
        String fault =
                cause instanceof Problem problem ? problem.code().word() : cause == null ? null : "internal_error";
        Map<String, String> attributes = Map.of(
                "migomail.message.id", head.getMessageId(),
                "migomail.message.class", head.getMessageClass(),
                "migomail.environment", head.getEnvironment(),
                "migomail.door", head.getEndpoint());
        span.end(time.wallMillis(), attributes, fault);
    }

    /** Links of its own make every recipient's mail another one: what all of them take together is bounded as one is. */
    private static void checkCopies(AcceptedMessage message) {
        int copies = message.hasTracking() ? message.getRecipientsCount() : 1;
        if (copies > 1 && (long) copies * message.getSerializedSize() * 4 / 3 > Limits.MESSAGE_BYTES) {
            throw Problem.of(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "With tracking or list_unsubscribe every recipient gets a mail of its own; together they are larger than 25 MB.");
        }
    }

    private void append(AcceptedMessage message, CompletableFuture<Accepted> answer) {
        String request = MDC.get(LogFields.REQUEST);
        parts.log()
                .append(message)
                .toCompletableFuture()
                .orTimeout(Limits.ACCEPT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((queuedAt, failure) -> {
                    if (failure != null) {
                        refused(message.getHead(), request, failure);
                    }
                    settle(answer, message, failure);
                });
    }

    private static void refused(MessageHead head, @Nullable String request, Throwable failure) {
        try (LogFields fields = LogFields.of(head).with(LogFields.REQUEST, request)) {
            LOG.warn("message {} could not be stored: {}", head.getMessageId(), failure.toString());
        }
    }

    private void settle(CompletableFuture<Accepted> answer, AcceptedMessage message, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(
                    failure instanceof Problem ? failure : Problem.of(ErrorCode.STORE_UNAVAILABLE, NOT_DURABLE));
            return;
        }
        accepted.accept(message);
        MessageHead head = message.getHead();
        String status = Schedule.waits(head) ? "scheduled" : "queued";
        answer.complete(new Accepted(head.getMessageId(), status, head.getReceivedAt(), false));
    }

    private AcceptedMessage.Builder message(Caller caller, SendRequest request, ControlCheck.Found found) {
        SendRequest.Options options = request.options();
        Duration life = options.expiresIn() == null ? Limits.expiry(found.messageClass()) : options.expiresIn();
        AcceptedMessage.Builder message = AcceptedMessage.newBuilder()
                .setHead(head(caller, request, found))
                .addAllRecipients(request.recipients())
                .setContent(pinned(request.content(), found.template()))
                .setExpiresAt(Math.max(request.origin().receivedAt(), options.scheduledAt()) + life.toMillis())
                .setSigningDomain(found.signingDomain());
        if (!options.tracking().equals(Tracking.getDefaultInstance())) {
            message.setTracking(options.tracking());
        }
        if (request.origin().idempotencyKey() != null) {
            message.setRequestDigest(ByteString.copyFrom(request.origin().bodyDigest()));
        }
        return message;
    }

    private MessageHead head(Caller caller, SendRequest request, ControlCheck.Found found) {
        SendRequest.Options options = request.options();
        SendRequest.Origin origin = request.origin();
        MessageHead.Builder head = MessageHead.newBuilder()
                .setMessageId(id(caller, origin))
                .setAccountId(caller.accountId())
                .setApplicationId(caller.applicationId())
                .setEnvironment(caller.environment().word())
                .setStream(options.stream().word())
                .setMessageClass(found.messageClass().word())
                .setFrom(request.from().toString())
                .setSubject(found.subject())
                .addAllTags(options.tags())
                .putAllMetadata(options.metadata())
                .setReceivedAt(origin.receivedAt())
                .setScheduledAt(options.scheduledAt())
                .setRecipientCount(request.recipients().size())
                .setEndpoint(origin.endpoint())
                .setRetentionDays(caller.plan().retentionDays())
                .setControlOffset(parts.control().seenOffset());
        if (options.sandboxResult() != null) {
            head.setSandboxResult(options.sandboxResult().word());
        }
        if (found.template() != null) {
            head.setTemplateAlias(request.content().getTemplate().getAlias())
                    .setTemplateVersion(found.template().getNumber());
        }
        if (origin.idempotencyKey() != null) {
            head.setIdempotencyKey(origin.idempotencyKey());
        }
        return head.build();
    }

    private String id(Caller caller, SendRequest.Origin origin) {
        long now = time.wallMillis();
        String key = origin.idempotencyKey();
        return key == null
                ? parts.ids().next(caller.applicationId(), now, parts.random())
                : parts.ids().derive(caller.applicationId(), scoped(caller, key), origin.bodyDigest(), now);
    }

    /** A key of the sandbox never gives the id of a live message; no key holds a line end. */
    private static String scoped(Caller caller, String key) {
        return caller.environment() == Environment.LIVE
                ? key
                : caller.environment().word() + '\n' + key;
    }

    private static Content pinned(Content content, @Nullable TemplateVersion version) {
        if (version == null) {
            return content;
        }
        return content.toBuilder()
                .setTemplate(content.getTemplate().toBuilder().setVersion(version.getNumber()))
                .build();
    }
}
