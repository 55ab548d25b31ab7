package io.migomail.analytics;

import io.migomail.core.MessageIds;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Recipient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What messages were made of, for reading. Written again it is the same. Thread-safe; close it when done. Fails as
 * {@link EventWriter} does.
 */
public final class ContentTable implements AutoCloseable {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final List<String> COLUMNS = List.of(
            "application_id",
            "message_id",
            "account_id",
            "environment",
            "received_at",
            "keep_days",
            "form",
            "recipients",
            "record");
    private static final String FIND = "SELECT form, keep_days, record FROM contents FINAL"
            + " WHERE application_id = {application:String} AND message_id = {message:String}"
            + " AND toDate(received_at) >= toDate(fromUnixTimestamp64Milli({from:Int64}, 'UTC')) LIMIT 1";

    private final StoreClient client;

    ContentTable(StoreClient client) {
        this.client = client;
    }

    /** The table of a migrated database; connects at the first use. */
    public static ContentTable open(ClickHouseAddress address) {
        return new ContentTable(StoreClient.of(address));
    }

    /**
     * The content of one message.
     *
     * @param redacted whether what was written about its recipients is masked in it
     * @param days for which it is kept
     */
    public record Kept(AcceptedMessage message, boolean redacted, int days) {}

    /** Stores contents; returns when the server has them. */
    public void write(Collection<Kept> contents) {
        RowBinaryOutput rows = new RowBinaryOutput(contents.size() * 2048);
        for (Kept kept : contents) {
            MessageHead head = kept.message().getHead();
            rows.text(head.getApplicationId());
            rows.text(head.getMessageId());
            rows.text(head.getAccountId());
            rows.text(head.getEnvironment());
            rows.int64(head.getReceivedAt());
            rows.octet(kept.days() & 0xff);
            rows.octet(kept.days() >> 8);
            rows.text(kept.redacted() ? "redacted" : "full");
            rows.count(kept.message().getRecipientsCount());
            kept.message().getRecipientsList().stream()
                    .map(Recipient::getAddress)
                    .forEach(rows::text);
            rows.octets(RecordCodec.ACCEPTED.encode(kept.message()));
        }
        client.insert("contents", COLUMNS, rows, null);
    }

    /** What is kept of a message of this application; null = nothing. */
    public @Nullable Kept find(String applicationId, String messageId) {
        long from = Math.max(0, MessageIds.timeOf(messageId) - DAY_MILLIS);
        Kept[] found = new Kept[1];
        client.select(
                FIND,
                Map.of("application", applicationId, "message", messageId, "from", Long.toString(from)),
                row -> found[0] = decode(row));
        return found[0];
    }

    private static Kept decode(RowBinaryInput row) {
        boolean redacted = row.text().equals("redacted");
        int days = row.octet() | row.octet() << 8;
        return new Kept(RecordCodec.ACCEPTED.decode(row.octets()), redacted, days);
    }

    @Override
    public void close() {
        client.close();
    }
}
