package io.migomail.jobs.accounting;

import com.google.protobuf.MessageLite;
import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventWriter;
import io.migomail.analytics.StoreException;
import io.migomail.analytics.SuppressionTable;
import io.migomail.analytics.WebhookLog;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table in the ClickHouse that this machine's settings name. Connects at the first insert. */
final class ClickHouseTable<T extends MessageLite> implements StoreTable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseTable.class);

    private final RecordCodec<T> codec;
    private final Consumer<List<T>> writer;
    private final Runnable closing;

    ClickHouseTable(RecordCodec<T> codec, Consumer<List<T>> writer, Runnable closing) {
        this.codec = codec;
        this.writer = writer;
        this.closing = closing;
    }

    static StoreTable events(JobConfig config) {
        EventWriter writer = EventWriter.open(address(config));
        return new ClickHouseTable<>(RecordCodec.EVENT, writer::write, writer::close);
    }

    static StoreTable suppressions(JobConfig config) {
        SuppressionTable table = SuppressionTable.open(address(config));
        return new ClickHouseTable<>(RecordCodec.SUPPRESSION, table::write, table::close);
    }

    static StoreTable webhookAttempts(JobConfig config) {
        WebhookLog log = WebhookLog.open(address(config));
        return new ClickHouseTable<>(RecordCodec.WEBHOOK_OUTCOME, log::write, log::close);
    }

    private static ClickHouseAddress address(JobConfig config) {
        return ClickHouseAddress.from(config.settingsHere());
    }

    /** A refusal is tried again as well: a missing table or a wrong password is repaired on the other side. */
    @Override
    public void insert(List<byte[]> records) throws IOException {
        List<T> decoded = decoded(records);
        try {
            if (!decoded.isEmpty()) {
                writer.accept(decoded);
            }
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<T> decoded(List<byte[]> records) {
        List<T> out = new ArrayList<>(records.size());
        for (byte[] record : records) {
            try {
                out.add(codec.decode(record));
            } catch (RecordFormatException e) {
                LOG.warn("skipped a record: {}", e.getMessage());
            }
        }
        return out;
    }

    @Override
    public void close() {
        closing.run();
    }
}
