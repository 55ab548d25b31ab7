package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.migomail.analytics.ContentTable.Kept;
import io.migomail.compose.MailMarks;
import io.migomail.compose.MessageComposer;
import io.migomail.control.ControlView;
import io.migomail.core.RecordFormatException;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.Content;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateContent;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.intake.PublishedTemplates;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.story.KnownMessage;
import io.migomail.ingress.story.MessageStore;
import io.migomail.telemetry.LogFields;
import io.migomail.templates.Rendered;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/messages/{id}/content}: what a message said, rendered again from the version of its template that it was sent
 * with, as far as its application has it kept (docs/adr/0038). Thread-safe.
 */
final class Contents {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);

    private final MessageLookup lookup;
    private final Parts parts;
    private final ContentMail mail;

    /** What it works with. */
    record Parts(
            MessageStore store, ControlView view, PublishedTemplates templates, BodyStore bodies, MailMarks marks) {}

    Contents(MessageLookup lookup, Parts parts) {
        this.lookup = lookup;
        this.parts = parts;
        this.mail = new ContentMail(parts.marks());
    }

    Reply get(Call call) {
        ContentFormat asked = ContentFormat.of(call);
        KnownMessage known = lookup.find(call, false);
        Kept kept = kept(call, known.messageId());
        if (kept == null) {
            throw gone(call, known);
        }
        long keptUntil = kept.message().getHead().getReceivedAt()
                + Duration.ofDays(kept.days()).toMillis();
        if (keptUntil <= call.now()) {
            throw expired();
        }
        AcceptedMessage message = whole(kept.message());
        Rendered words = words(message, kept.redacted());
        if (asked.mime()) {
            return mail.of(kept, message, words, known, asked);
        }
        ObjectNode out = ContentJson.of(message, kept.redacted());
        ContentJson.words(out, words);
        Json.instant(out, "kept_until", keptUntil);
        return new Reply(200, out, Map.of("Vary", "Accept"));
    }

    private @Nullable Kept kept(Call call, String messageId) {
        try {
            Kept kept = parts.store().content(call.caller().applicationId(), messageId);
            String environment = call.caller().environment().word();
            return kept != null && kept.message().getHead().getEnvironment().equals(environment) ? kept : null;
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(messageId, e);
        }
    }

    /** Why there is nothing: by the plan as it is now, for what was never kept has no plan of its own. */
    private static Problem gone(Call call, KnownMessage known) {
        long received = known.events().stream()
                .mapToLong(event -> event.getHead().getReceivedAt())
                .findFirst()
                .orElse(call.now());
        Duration age = Duration.ofMillis(call.now() - received);
        return age.toDays() >= call.caller().plan().contentDays()
                ? expired()
                : Problem.of(
                        ErrorCode.CONTENT_NOT_KEPT,
                        "The content is not kept by the application's setting, was erased, or is not stored yet.");
    }

    private static Problem expired() {
        return Problem.of(ErrorCode.CONTENT_EXPIRED, "The content was kept as long as the plan of the account says.");
    }

    private AcceptedMessage whole(AcceptedMessage message) {
        try {
            return Bodies.whole(message, parts.bodies());
        } catch (BodyException e) {
            try (LogFields fields = LogFields.of(message.getHead())) {
                LOG.warn(
                        "the content of {} cannot be read: {}",
                        message.getHead().getMessageId(),
                        e.getMessage());
            }
            throw e.kind().passing()
                    ? Problem.of(ErrorCode.STORE_UNAVAILABLE, "The content store does not answer now; try again.")
                    : expired();
        } catch (RecordFormatException e) {
            try (LogFields fields = LogFields.of(message.getHead())) {
                LOG.error("the content of {} is damaged", message.getHead().getMessageId(), e);
            }
            throw Problem.of(ErrorCode.CONTENT_NOT_KEPT, "The content that was kept cannot be read.");
        }
    }

    /** Null where they are not known, or the template does not take what stands for the values. */
    private @Nullable Rendered words(AcceptedMessage message, boolean redacted) {
        Content content = message.getContent();
        if (content.hasTemplate()) {
            return rendered(message, redacted);
        }
        return content.hasBody() ? MessageComposer.words(message) : null;
    }

    private @Nullable Rendered rendered(AcceptedMessage message, boolean redacted) {
        TemplateContent used = message.getContent().getTemplate();
        CompiledTemplate template = template(message.getHead().getApplicationId(), used);
        try {
            return template == null
                    ? null
                    : parts.templates().render(template, used.getVariables().toByteArray());
        } catch (Problem e) {
            if (!redacted) {
                try (LogFields fields = LogFields.of(message.getHead())) {
                    LOG.warn(
                            "{} cannot be rendered again: {}",
                            message.getHead().getMessageId(),
                            e.code().word());
                }
            }
            return null;
        }
    }

    private @Nullable CompiledTemplate template(String applicationId, TemplateContent used) {
        Template template = parts.view().templateByAlias(applicationId, used.getAlias());
        TemplateVersion version =
                template == null ? null : parts.view().templateVersion(template.getId(), used.getVersion());
        try {
            return version == null ? null : CompiledTemplate.parseFrom(version.getCompiled());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the compiled template " + used.getAlias() + " is damaged", e);
        }
    }
}
