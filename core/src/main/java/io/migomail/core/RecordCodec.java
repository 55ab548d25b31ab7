package io.migomail.core;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.BurnRecord;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Content;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.KeyedMessages;
import io.migomail.core.record.LateEvent;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailReport;
import io.migomail.core.record.MailWindow;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.OverdueRecord;
import io.migomail.core.record.PaceQuestion;
import io.migomail.core.record.PaceStatus;
import io.migomail.core.record.Suppression;
import io.migomail.core.record.TrackingHit;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRequest;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes of a record on a topic, in state or on disk: the octet {@code 'M'}, the schema version, then the Protobuf
 * message. Reads every version up to its own and refuses newer ones, so that an old process never half-understands a
 * new record. Version 2 of accepted messages and deliveries may carry a body by reference. Thread-safe.
 */
public final class RecordCodec<T extends MessageLite> {
    public static final RecordCodec<AcceptedMessage> ACCEPTED =
            new RecordCodec<>("AcceptedMessage", 2, AcceptedMessage.parser());
    public static final RecordCodec<KeyedMessages> KEYED_MESSAGES =
            new RecordCodec<>("KeyedMessages", 1, KeyedMessages.parser());
    public static final RecordCodec<Delivery> DELIVERY = new RecordCodec<>("Delivery", 2, Delivery.parser());
    public static final RecordCodec<Content> CONTENT = new RecordCodec<>("Content", 1, Content.parser());
    public static final RecordCodec<Outcome> OUTCOME = new RecordCodec<>("Outcome", 1, Outcome.parser());
    public static final RecordCodec<CancelRecord> CANCEL = new RecordCodec<>("CancelRecord", 1, CancelRecord.parser());
    public static final RecordCodec<PaceQuestion> QUESTION =
            new RecordCodec<>("PaceQuestion", 1, PaceQuestion.parser());
    public static final RecordCodec<PaceStatus> STATUS = new RecordCodec<>("PaceStatus", 1, PaceStatus.parser());
    public static final RecordCodec<MailEvent> EVENT = new RecordCodec<>("MailEvent", 1, MailEvent.parser());
    public static final RecordCodec<MailWindow> WINDOW = new RecordCodec<>("MailWindow", 1, MailWindow.parser());
    public static final RecordCodec<BurnRecord> BURN = new RecordCodec<>("BurnRecord", 1, BurnRecord.parser());
    public static final RecordCodec<OverdueRecord> OVERDUE =
            new RecordCodec<>("OverdueRecord", 1, OverdueRecord.parser());
    public static final RecordCodec<LateEvent> LATE = new RecordCodec<>("LateEvent", 1, LateEvent.parser());
    public static final RecordCodec<Suppression> SUPPRESSION =
            new RecordCodec<>("Suppression", 1, Suppression.parser());
    public static final RecordCodec<TrackingHit> HIT = new RecordCodec<>("TrackingHit", 1, TrackingHit.parser());
    public static final RecordCodec<MailReport> REPORT = new RecordCodec<>("MailReport", 1, MailReport.parser());
    public static final RecordCodec<WebhookOutcome> WEBHOOK_OUTCOME =
            new RecordCodec<>("WebhookOutcome", 1, WebhookOutcome.parser());
    public static final RecordCodec<WebhookRequest> WEBHOOK_REQUEST =
            new RecordCodec<>("WebhookRequest", 1, WebhookRequest.parser());
    public static final RecordCodec<ControlRecord> CONTROL =
            new RecordCodec<>("ControlRecord", 1, ControlRecord.parser());

    private static final byte MAGIC = 'M';
    private static final int HEADER = 2;

    private final String name;
    private final int version;
    private final Parser<T> parser;

    RecordCodec(String name, int version, Parser<T> parser) {
        this.name = name;
        this.version = version;
        this.parser = parser;
    }

    /** The record's bytes in the newest version. */
    public byte[] encode(T record) {
        byte[] bytes = new byte[HEADER + record.getSerializedSize()];
        bytes[0] = MAGIC;
        bytes[1] = (byte) version;
        var out = com.google.protobuf.CodedOutputStream.newInstance(bytes, HEADER, bytes.length - HEADER);
        try {
            record.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("a " + name + " did not fit its own size", e);
        }
        return bytes;
    }

    /** Writes what {@link #encode} returns, without holding it. */
    public void writeTo(T record, OutputStream out) throws IOException {
        out.write(MAGIC);
        out.write(version);
        record.writeTo(out);
    }

    /** @throws RecordFormatException where the bytes are not such a record, or of a newer version */
    public T decode(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            throw new RecordFormatException("not a " + name + " record", null);
        }
        if (bytes[1] < 1 || bytes[1] > version) {
            throw new RecordFormatException(
                    name + " record of version " + bytes[1] + ", this build reads up to " + version, null);
        }
        try {
            return parser.parseFrom(bytes, HEADER, bytes.length - HEADER);
        } catch (InvalidProtocolBufferException e) {
            throw new RecordFormatException("damaged " + name + " record", e);
        }
    }
}
