package io.migomail.jobs.accounting;

import io.migomail.mta.metric.FlinkMeters;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Records to a table of the event store, in batches. What is not stored yet is the writer's state. */
final class StoreSink implements Sink<byte[]>, SupportsWriterState<byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final StoreTable.Source stores;

    /** @param table its word in metrics */
    StoreSink(String table, StoreTable.Source stores) {
        this.table = table;
        this.stores = stores;
    }

    @Override
    public StatefulSinkWriter<byte[], byte[]> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<byte[], byte[]> restoreWriter(WriterInitContext context, Collection<byte[]> state)
            throws IOException {
        return new StoreWriter(
                stores.open(),
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                state,
                StoreMeters.of(new FlinkMeters(context.metricGroup()), table));
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
        return new RecordSerializer();
    }

    /** An encoded record, which carries its own version. */
    static final class RecordSerializer implements SimpleVersionedSerializer<byte[]> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(byte[] record) {
            return record;
        }

        @Override
        public byte[] deserialize(int version, byte[] serialized) throws IOException {
            if (version != 1) {
                throw new IOException("event store state of version " + version + ", this build reads 1");
            }
            return serialized;
        }
    }
}
