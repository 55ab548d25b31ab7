package io.migomail.analytics;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The columns of table {@code events} that hold a record, in the order in which they are written and read. The head's
 * {@code control_offset}, {@code due_at} and {@code sandbox_result} have none: they are of use to the jobs only.
 */
final class EventColumns {
    static final List<EventColumn> ALL = all();

    private static final int HEAD = 1;
    private static final int INSTANTS = 2;
    private static final int SMTP = 4;
    private static final int ENGAGEMENT = 8;

    private EventColumns() {}

    private static List<EventColumn> all() {
        List<EventColumn> columns = new ArrayList<>();
        columns.add(text("event_id", MailEvent::getEventId, MailEvent.Builder::setEventId));
        columns.add(text("type", MailEvent::getType, MailEvent.Builder::setType));
        columns.add(int64("at", MailEvent::getAt, MailEvent.Builder::setAt));
        addHead(columns);
        columns.add(text("recipient", MailEvent::getRecipient, MailEvent.Builder::setRecipient));
        columns.add(text("delivery_id", MailEvent::getDeliveryId, MailEvent.Builder::setDeliveryId));
        columns.add(int32("attempt", MailEvent::getAttempt, MailEvent.Builder::setAttempt));
        addInstants(columns);
        addSmtp(columns);
        columns.add(text("code", MailEvent::getCode, MailEvent.Builder::setCode));
        columns.add(text("detail", MailEvent::getDetail, MailEvent.Builder::setDetail));
        columns.add(text("provider", MailEvent::getProvider, MailEvent.Builder::setProvider));
        columns.add(text("pool_id", MailEvent::getPoolId, MailEvent.Builder::setPoolId));
        columns.add(int64("size", MailEvent::getSize, MailEvent.Builder::setSize));
        columns.add(int64("expires_at", MailEvent::getExpiresAt, MailEvent.Builder::setExpiresAt));
        columns.add(int64("retry_at", MailEvent::getRetryAt, MailEvent.Builder::setRetryAt));
        columns.add(text("blame", MailEvent::getBlame, MailEvent.Builder::setBlame));
        columns.add(text("category", MailEvent::getCategory, MailEvent.Builder::setCategory));
        columns.add(engagement("url", Engagement::getUrl, Engagement.Builder::setUrl));
        columns.add(engagement("user_agent", Engagement::getUserAgent, Engagement.Builder::setUserAgent));
        columns.add(engagement("machine", Engagement::getMachine, Engagement.Builder::setMachine));
        columns.add(new EventColumn("sent", EventColumns::writeSent, EventColumns::readSent));
        columns.add(new EventColumn("parts", EventColumns::writeParts, EventColumns::readParts));
        return List.copyOf(columns);
    }

    private static void addHead(List<EventColumn> columns) {
        columns.add(headText("message_id", MessageHead::getMessageId, MessageHead.Builder::setMessageId));
        columns.add(headText("account_id", MessageHead::getAccountId, MessageHead.Builder::setAccountId));
        columns.add(headText("application_id", MessageHead::getApplicationId, MessageHead.Builder::setApplicationId));
        columns.add(headText("environment", MessageHead::getEnvironment, MessageHead.Builder::setEnvironment));
        columns.add(headText("stream", MessageHead::getStream, MessageHead.Builder::setStream));
        columns.add(headText("message_class", MessageHead::getMessageClass, MessageHead.Builder::setMessageClass));
        columns.add(headText("from_address", MessageHead::getFrom, MessageHead.Builder::setFrom));
        columns.add(headText("subject", MessageHead::getSubject, MessageHead.Builder::setSubject));
        columns.add(headText("template_alias", MessageHead::getTemplateAlias, MessageHead.Builder::setTemplateAlias));
        columns.add(int32(
                "template_version",
                e -> e.getHead().getTemplateVersion(),
                (b, v) -> b.getHeadBuilder().setTemplateVersion(v)));
        columns.add(new EventColumn("tags", EventColumns::writeTags, EventColumns::readTags));
        columns.add(new EventColumn("metadata", EventColumns::writeMetadata, EventColumns::readMetadata));
        columns.add(int64(
                "received_at",
                e -> e.getHead().getReceivedAt(),
                (b, v) -> b.getHeadBuilder().setReceivedAt(v)));
        columns.add(int64(
                "scheduled_at",
                e -> e.getHead().getScheduledAt(),
                (b, v) -> b.getHeadBuilder().setScheduledAt(v)));
        columns.add(int32(
                "recipient_count",
                e -> e.getHead().getRecipientCount(),
                (b, v) -> b.getHeadBuilder().setRecipientCount(v)));
        columns.add(headText("endpoint", MessageHead::getEndpoint, MessageHead.Builder::setEndpoint));
        columns.add(
                headText("idempotency_key", MessageHead::getIdempotencyKey, MessageHead.Builder::setIdempotencyKey));
        columns.add(int32(
                "retention_days",
                e -> e.getHead().getRetentionDays(),
                (b, v) -> b.getHeadBuilder().setRetentionDays(v)));
    }

    private static void addInstants(List<EventColumn> columns) {
        columns.add(instant("reached_received", Instants::getReceivedAt, Instants.Builder::setReceivedAt));
        columns.add(instant("reached_queued", Instants::getQueuedAt, Instants.Builder::setQueuedAt));
        columns.add(instant("reached_rendered", Instants::getRenderedAt, Instants.Builder::setRenderedAt));
        columns.add(instant("reached_dispatched", Instants::getDispatchedAt, Instants.Builder::setDispatchedAt));
        columns.add(instant("reached_accepted", Instants::getAcceptedAt, Instants.Builder::setAcceptedAt));
    }

    private static void addSmtp(List<EventColumn> columns) {
        columns.add(smtpText("smtp_stage", SmtpResult::getStage, SmtpResult.Builder::setStage));
        columns.add(int32(
                "smtp_code",
                e -> e.getSmtp().getCode(),
                (b, v) -> b.getSmtpBuilder().setCode(v)));
        columns.add(smtpText("smtp_enhanced", SmtpResult::getEnhanced, SmtpResult.Builder::setEnhanced));
        columns.add(smtpText("smtp_response", SmtpResult::getResponse, SmtpResult.Builder::setResponse));
        columns.add(smtpText("smtp_mx", SmtpResult::getMx, SmtpResult.Builder::setMx));
        columns.add(smtpText("smtp_mx_ip", SmtpResult::getMxIp, SmtpResult.Builder::setMxIp));
        columns.add(smtpText("smtp_egress_ip", SmtpResult::getEgressIp, SmtpResult.Builder::setEgressIp));
        columns.add(smtpText("smtp_tls_version", SmtpResult::getTlsVersion, SmtpResult.Builder::setTlsVersion));
        columns.add(smtpText("smtp_tls_cipher", SmtpResult::getTlsCipher, SmtpResult.Builder::setTlsCipher));
        columns.add(new EventColumn(
                "smtp_tls_certificate",
                (event, out) -> out.octets(event.getSmtp().getTlsCertificate().toByteArray()),
                (in, b) -> b.getSmtpBuilder().setTlsCertificate(ByteString.copyFrom(in.octets()))));
    }

    private static EventColumn text(
            String name, Function<MailEvent, String> get, BiConsumer<MailEvent.Builder, String> set) {
        return new EventColumn(name, (event, out) -> out.text(get.apply(event)), (in, b) -> set.accept(b, in.text()));
    }

    private static EventColumn int32(
            String name, ToIntFunction<MailEvent> get, BiConsumer<MailEvent.Builder, Integer> set) {
        return new EventColumn(
                name, (event, out) -> out.int32(get.applyAsInt(event)), (in, b) -> set.accept(b, in.int32()));
    }

    private static EventColumn int64(
            String name, ToLongFunction<MailEvent> get, BiConsumer<MailEvent.Builder, Long> set) {
        return new EventColumn(
                name, (event, out) -> out.int64(get.applyAsLong(event)), (in, b) -> set.accept(b, in.int64()));
    }

    private static EventColumn headText(
            String name, Function<MessageHead, String> get, BiConsumer<MessageHead.Builder, String> set) {
        return text(name, event -> get.apply(event.getHead()), (b, v) -> set.accept(b.getHeadBuilder(), v));
    }

    private static EventColumn instant(
            String name, ToLongFunction<Instants> get, BiConsumer<Instants.Builder, Long> set) {
        return int64(
                name, event -> get.applyAsLong(event.getInstants()), (b, v) -> set.accept(b.getInstantsBuilder(), v));
    }

    private static EventColumn smtpText(
            String name, Function<SmtpResult, String> get, BiConsumer<SmtpResult.Builder, String> set) {
        return text(name, event -> get.apply(event.getSmtp()), (b, v) -> set.accept(b.getSmtpBuilder(), v));
    }

    private static EventColumn engagement(
            String name, Function<Engagement, String> get, BiConsumer<Engagement.Builder, String> set) {
        return text(name, event -> get.apply(event.getEngagement()), (b, v) -> set.accept(b.getEngagementBuilder(), v));
    }

    private static void writeTags(MailEvent event, RowBinaryOutput out) {
        List<String> tags = event.getHead().getTagsList();
        out.count(tags.size());
        tags.forEach(out::text);
    }

    private static void readTags(RowBinaryInput in, MailEvent.Builder event) {
        for (int left = in.count(); left > 0; left--) {
            event.getHeadBuilder().addTags(in.text());
        }
    }

    private static void writeMetadata(MailEvent event, RowBinaryOutput out) {
        out.count(event.getHead().getMetadataCount());
        event.getHead().getMetadataMap().forEach((key, value) -> {
            out.text(key);
            out.text(value);
        });
    }

    private static void readMetadata(RowBinaryInput in, MailEvent.Builder event) {
        for (int left = in.count(); left > 0; left--) {
            event.getHeadBuilder().putMetadata(in.text(), in.text());
        }
    }

    /** As its record: nobody asks for a part of it (docs/adr/0041). */
    private static void writeSent(MailEvent event, RowBinaryOutput out) {
        out.octets(event.getSent().toByteArray());
    }

    private static void readSent(RowBinaryInput in, MailEvent.Builder event) {
        byte[] octets = in.octets();
        if (octets.length == 0) {
            return;
        }
        try {
            event.setSent(SentMail.parseFrom(octets));
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException("the column sent holds no record", e);
        }
    }

    private static void writeParts(MailEvent event, RowBinaryOutput out) {
        out.octet((event.hasHead() ? HEAD : 0)
                | (event.hasInstants() ? INSTANTS : 0)
                | (event.hasSmtp() ? SMTP : 0)
                | (event.hasEngagement() ? ENGAGEMENT : 0));
    }

    /** Setting a field created the part that holds it; those that the record did not have go again. */
    private static void readParts(RowBinaryInput in, MailEvent.Builder event) {
        int parts = in.octet();
        if ((parts & HEAD) == 0) {
            event.clearHead();
        }
        if ((parts & INSTANTS) == 0) {
            event.clearInstants();
        }
        if ((parts & SMTP) == 0) {
            event.clearSmtp();
        }
        if ((parts & ENGAGEMENT) == 0) {
            event.clearEngagement();
        }
    }
}
