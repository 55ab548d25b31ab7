package io.migomail.ingress.smtp;

import io.migomail.core.IdempotencyScope;
import io.migomail.core.Limits;
import io.migomail.core.MailStream;
import io.migomail.core.MessageClass;
import io.migomail.core.SandboxResult;
import io.migomail.core.record.Tracking;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.send.SendTime;
import io.migomail.mail.header.HeaderBlock;
import io.migomail.mail.header.HeaderField;
import io.migomail.telemetry.trace.TraceParent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a send that stand in {@code X-Migo-*} fields. Every such field is either understood here or refuses the
 * message: a typo must not be swallowed, and none may reach a recipient. Used by one thread, once.
 */
final class ControlHeaders {
    static final String PREFIX = "x-migo-";

    private final TemplateHeaders template = new TemplateHeaders();
    private final List<String> tags = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private @Nullable MessageClass messageClass;
    private @Nullable Duration expiresIn;
    private @Nullable String idempotencyKey;
    private @Nullable String traceparent;
    private @Nullable Long scheduledAt;
    private @Nullable SandboxResult sandboxResult;
    private @Nullable Boolean trackOpens;
    private @Nullable Boolean trackClicks;
    private @Nullable Boolean listUnsubscribe;
    private final long now;

    private ControlHeaders(long now) {
        this.now = now;
    }

    /**
     * Reads those of a message.
     *
     * @param now when it was received
     * @throws Problem naming the field that is wrong
     */
    static ControlHeaders read(HeaderBlock header, long now) {
        ControlHeaders controls = new ControlHeaders(now);
        header.fields().stream().filter(ControlHeaders::isControl).forEach(controls::take);
        controls.template.check();
        controls.checkUnsubscribe(header);
        return controls;
    }

    private void checkUnsubscribe(HeaderBlock header) {
        boolean brought = header.fields().stream()
                .anyMatch(field -> field.is("List-Unsubscribe") || field.is("List-Unsubscribe-Post"));
        if (brought && Boolean.TRUE.equals(listUnsubscribe)) {
            throw Problem.at(
                    "X-Migo-List-Unsubscribe",
                    ErrorCode.CONFLICTING_CONTENT,
                    "The message has a List-Unsubscribe field of its own.");
        }
    }

    static boolean isControl(HeaderField field) {
        return field.name().regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    TemplateHeaders template() {
        return template;
    }

    @Nullable
    String idempotencyKey() {
        return idempotencyKey;
    }

    /** The place in its sender's trace; empty = none. */
    String traceparent() {
        return traceparent == null ? "" : traceparent;
    }

    SendRequest.Options options() {
        return new SendRequest.Options(
                MailStream.TRANSACTIONAL,
                messageClass,
                expiresIn,
                scheduledAt == null ? 0 : scheduledAt,
                sandboxResult,
                tags,
                metadata,
                Tracking.newBuilder()
                        .setOpens(Boolean.TRUE.equals(trackOpens))
                        .setClicks(Boolean.TRUE.equals(trackClicks))
                        .setListUnsubscribe(Boolean.TRUE.equals(listUnsubscribe))
                        .build());
    }

    private void take(HeaderField field) {
        String option = field.name().substring(PREFIX.length());
        String lower = option.toLowerCase(Locale.ROOT);
        String text = line(field);
        if (lower.startsWith("var-")) {
            template.variable(field, option.substring("var-".length()), text);
        } else if (lower.startsWith("metadata-")) {
            metadata(field, option.substring("metadata-".length()), text);
        } else {
            take(field, lower, text);
        }
    }

    private void take(HeaderField field, String option, String text) {
        switch (option) {
            case "template" -> template.alias(field, text);
            case "template-version" -> template.version(field, text);
            case "variables" -> template.variables(field, text);
            case "tag" -> tag(field, text);
            case "class" -> messageClass = once(field, messageClass, messageClass(field, text));
            case "expires-in" -> expiresIn = once(field, expiresIn, expiresIn(field, text));
            case "send-at" -> scheduledAt = once(field, scheduledAt, scheduledAt(field, text));
            case "sandbox-result" -> sandboxResult = once(field, sandboxResult, sandboxResult(field, text));
            case "traceparent" -> traceparent = once(field, traceparent, traceparent(field, text));
            case "idempotency-key" -> idempotencyKey = once(field, idempotencyKey, key(field, text));
            case "track-opens" -> trackOpens = once(field, trackOpens, flag(field, text));
            case "track-clicks" -> trackClicks = once(field, trackClicks, flag(field, text));
            case "list-unsubscribe" -> listUnsubscribe = once(field, listUnsubscribe, flag(field, text));
            default -> throw fault(field, ErrorCode.UNKNOWN_FIELD, "is not a known control header");
        }
    }

    private void tag(HeaderField field, String text) {
        if (tags.size() == Limits.TAGS) {
            throw fault(field, ErrorCode.TOO_MANY, "may stand at most " + Limits.TAGS + " times");
        }
        tags.add(notEmpty(field, atMost(field, text, Limits.TAG_CHARS)));
    }

    private void metadata(HeaderField field, String key, String text) {
        if (key.isEmpty() || key.length() > Limits.METADATA_KEY_CHARS) {
            throw fault(
                    field, ErrorCode.INVALID_VALUE, "needs a key of 1 to " + Limits.METADATA_KEY_CHARS + " characters");
        }
        if (metadata.put(key, atMost(field, text, Limits.METADATA_VALUE_CHARS)) != null) {
            throw fault(field, ErrorCode.INVALID_VALUE, "stands more than once");
        }
        if (metadata.size() > Limits.METADATA) {
            throw fault(field, ErrorCode.TOO_MANY, "makes more than " + Limits.METADATA + " metadata entries");
        }
    }

    private static MessageClass messageClass(HeaderField field, String text) {
        try {
            return MessageClass.of(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw fault(field, ErrorCode.INVALID_VALUE, "must be critical, high or normal");
        }
    }

    private static Duration expiresIn(HeaderField field, String text) {
        long max = Limits.EXPIRY_MAX.toSeconds();
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < 1 || Long.parseLong(text) > max) {
            throw fault(field, ErrorCode.INVALID_VALUE, "must be a number of seconds from 1 to " + max);
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static boolean flag(HeaderField field, String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw fault(field, ErrorCode.INVALID_VALUE, "must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private static SandboxResult sandboxResult(HeaderField field, String text) {
        try {
            return SandboxResult.of(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw fault(field, ErrorCode.INVALID_VALUE, "is none of the results of the sandbox");
        }
    }

    private long scheduledAt(HeaderField field, String text) {
        try {
            return SendTime.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw fault(field, ErrorCode.INVALID_VALUE, "must be " + SendTime.EXPECTED);
        }
    }

    private static String traceparent(HeaderField field, String text) {
        if (!TraceParent.is(text)) {
            throw fault(field, ErrorCode.INVALID_VALUE, "must be a traceparent of W3C Trace Context");
        }
        return text;
    }

    private static String key(HeaderField field, String text) {
        if (!IdempotencyScope.isKey(text)) {
            throw fault(
                    field,
                    ErrorCode.INVALID_VALUE,
                    "must be 1 to " + Limits.IDEMPOTENCY_KEY_CHARS + " printable ASCII characters without blanks");
        }
        return text;
    }

    static <T> T once(HeaderField field, @Nullable T present, T value) {
        if (present != null) {
            throw fault(field, ErrorCode.INVALID_VALUE, "stands more than once");
        }
        return value;
    }

    static String notEmpty(HeaderField field, String text) {
        if (text.isEmpty()) {
            throw fault(field, ErrorCode.INVALID_VALUE, "is empty");
        }
        return text;
    }

    static String atMost(HeaderField field, String text, int chars) {
        if (text.length() > chars) {
            throw fault(field, ErrorCode.TOO_LONG, "is longer than " + chars + " characters");
        }
        return text;
    }

    /** The decoded text; encoded words may hide what a raw value cannot hold. */
    static String line(HeaderField field) {
        String text = field.text();
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\t' || c == 0x2028 || c == 0x2029)) {
            throw fault(field, ErrorCode.FORBIDDEN_CHARACTER, "holds a control character");
        }
        return text;
    }

    static Problem fault(HeaderField field, ErrorCode code, String what) {
        return Problem.at(field.name(), code, field.name() + " " + what + ".");
    }
}
