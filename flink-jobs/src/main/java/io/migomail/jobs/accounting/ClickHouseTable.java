package io.migomail.jobs.accounting;

import com.google.protobuf.MessageLite;
import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.ContentTable;
import io.migomail.analytics.EventWriter;
import io.migomail.analytics.StoreException;
import io.migomail.analytics.SuppressionTable;
import io.migomail.analytics.WebhookLog;
import io.migomail.analytics.WindowTable;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.MailWindow;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table in the ClickHouse that this machine's settings name. Connects at the first insert. */
final class ClickHouseTable<T extends MessageLite, R> implements StoreTable {
    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseTable.class);

    private final RecordCodec<T> codec;
    private final Function<T, @Nullable R> kept;
    private final Consumer<List<R>> writer;
    private final Runnable closing;

    /** @param kept what of a record is stored, asked at each attempt; null = nothing */
    ClickHouseTable(RecordCodec<T> codec, Function<T, @Nullable R> kept, Consumer<List<R>> writer, Runnable closing) {
        this.codec = codec;
        this.kept = kept;
        this.writer = writer;
        this.closing = closing;
    }

    static StoreTable events(JobConfig config) throws IOException {
        ErasedPeople people = ErasedPeople.open(config);
        EventWriter writer = EventWriter.open(address(config));
        return new ClickHouseTable<>(
                RecordCodec.EVENT, people::without, writer::write, closing(writer::close, people::close));
    }

    static StoreTable suppressions(JobConfig config) throws IOException {
        ErasedPeople people = ErasedPeople.open(config);
        SuppressionTable table = SuppressionTable.open(address(config));
        return new ClickHouseTable<>(
                RecordCodec.SUPPRESSION, people::without, table::write, closing(table::close, people::close));
    }

    static StoreTable contents(JobConfig config) throws IOException {
        KeptContents kept = KeptContents.open(config);
        ContentTable table = ContentTable.open(address(config));
        return new ClickHouseTable<>(RecordCodec.ACCEPTED, kept::of, table::write, closing(table::close, kept::close));
    }

    static StoreTable webhookAttempts(JobConfig config) {
        WebhookLog log = WebhookLog.open(address(config));
        return new ClickHouseTable<>(RecordCodec.WEBHOOK_OUTCOME, outcome -> outcome, log::write, log::close);
    }

    static StoreTable windows(JobConfig config) {
        WindowTable table = WindowTable.open(address(config));
        return new ClickHouseTable<>(
                RecordCodec.WINDOW, window -> window, windows -> table.write(fullest(windows)), table::close);
    }

    /** Of what is written of a window again and again while the store is away, the last is enough. */
    static Collection<MailWindow> fullest(List<MailWindow> windows) {
        Map<MailWindow, MailWindow> out = new LinkedHashMap<>();
        for (MailWindow window : windows) {
            MailWindow name =
                    window.toBuilder().clearEvents().clearCounts().clearStages().build();
            out.merge(name, window, (one, other) -> one.getEvents() > other.getEvents() ? one : other);
        }
        return out.values();
    }

    private static Runnable closing(Runnable table, Runnable sources) {
        return () -> {
            table.run();
            sources.run();
        };
    }

    private static ClickHouseAddress address(JobConfig config) {
        return ClickHouseAddress.from(config.settingsHere());
    }

    /** A refusal is tried again as well: a missing table or a wrong password is repaired on the other side. */
    @Override
    public void insert(List<byte[]> records) throws IOException {
        List<R> decoded = decoded(records);
        try {
            if (!decoded.isEmpty()) {
                writer.accept(decoded);
            }
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<R> decoded(List<byte[]> records) {
        List<R> out = new ArrayList<>(records.size());
        for (byte[] record : records) {
            try {
                R stored = kept.apply(codec.decode(record));
                if (stored != null) {
                    out.add(stored);
                }
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
