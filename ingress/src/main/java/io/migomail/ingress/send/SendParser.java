package io.migomail.ingress.send;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.MailStream;
import io.migomail.core.Mailbox;
import io.migomail.core.MessageClass;
import io.migomail.core.SandboxResult;
import io.migomail.core.Texts;
import io.migomail.core.record.Content;
import io.migomail.core.record.Recipient;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a send from JSON: the fields on one screen, the rules of each group in the class named for it. */
public final class SendParser {
    private static final String[] FIELDS = {
        "to",
        "cc",
        "bcc",
        "from",
        "reply_to",
        "subject",
        "html",
        "text",
        "template",
        "template_version",
        "variables",
        "stream",
        "headers",
        "attachments",
        "tags",
        "metadata",
        "class",
        "expires_in",
        "scheduled_at",
        "track_opens",
        "track_clicks",
        "list_unsubscribe",
        "sandbox_result"
    };

    private SendParser() {}

    /** @throws Problem with every fault of the request and the pointer to each */
    public static SendRequest parse(ObjectNode body, SendRequest.Origin origin) {
        Fields fields = Fields.of(body, FIELDS);
        Addresses addresses = new Addresses(fields);
        Mailbox from = addresses.one("from", true);
        Mailbox replyTo = addresses.one("reply_to", false);
        List<Recipient> recipients = addresses.recipients();
        String subject = fields.line("subject", Limits.SUBJECT_CHARS);
        Content content = ContentFields.read(fields, from == null ? "" : from.name(), replyTo);
        SendRequest.Options options = options(fields, content, origin.receivedAt());
        fields.done();
        MailAddress sender = java.util.Objects.requireNonNull(from).address();
        return new SendRequest(sender, recipients, subject == null ? "" : subject, content, options, origin);
    }

    private static SendRequest.Options options(Fields fields, Content content, long now) {
        MailStream given = fields.word("stream", MailStream::of);
        MailStream stream = given == null ? MailStream.TRANSACTIONAL : given;
        Integer expires = fields.number("expires_in", 1, (int) Limits.EXPIRY_MAX.toSeconds());
        return new SendRequest.Options(
                stream,
                fields.word("class", MessageClass::of),
                expires == null ? null : Duration.ofSeconds(expires),
                scheduledAt(fields, now),
                fields.word("sandbox_result", SandboxResult::of),
                fields.lines("tags", Limits.TAGS, Limits.TAG_CHARS),
                metadata(fields, fields.object("metadata")),
                TrackingFields.read(fields, stream, content));
    }

    private static long scheduledAt(Fields fields, long now) {
        String text = fields.line("scheduled_at", 64);
        try {
            return text == null ? 0 : SendTime.parse(text, now);
        } catch (IllegalArgumentException e) {
            fields.fault("/scheduled_at", ErrorCode.INVALID_VALUE, "Expected is " + SendTime.EXPECTED + ".");
            return 0;
        }
    }

    private static Map<String, String> metadata(Fields fields, @Nullable ObjectNode object) {
        Map<String, String> out = new LinkedHashMap<>();
        if (object == null) {
            return out;
        }
        if (object.size() > Limits.METADATA) {
            fields.fault("/metadata", ErrorCode.TOO_MANY, "At most " + Limits.METADATA + " entries are allowed.");
            return out;
        }
        object.fields().forEachRemaining(entry -> {
            String pointer = "/metadata/" + entry.getKey().replace("~", "~0").replace("/", "~1");
            boolean named = !entry.getKey().isEmpty()
                    && entry.getKey().length() <= Limits.METADATA_KEY_CHARS
                    && Texts.isLine(entry.getKey());
            if (!named) {
                fields.fault(pointer, ErrorCode.INVALID_VALUE, "The key must be 1 to 64 printable characters.");
            }
            String value = fields.line(pointer, entry.getValue(), Limits.METADATA_VALUE_CHARS);
            if (value != null && named) {
                out.put(entry.getKey(), value);
            }
        });
        return out;
    }
}
