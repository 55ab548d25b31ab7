package io.migomail.jobs.delivery;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.mta.PaceInput;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal as PACE reads it; outcomes of deliveries that never entered PACE carry no key and are passed over. */
final class JournalRecords implements FlatMapFunction<byte[], PaceInput> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(JournalRecords.class);

    @Override
    public void flatMap(byte[] record, Collector<PaceInput> out) {
        try {
            String key = RecordCodec.OUTCOME.decode(record).getPaceKey();
            if (!key.isEmpty()) {
                out.collect(new PaceInput(key, PaceInput.Kind.OUTCOME, record));
            }
        } catch (RecordFormatException e) {
            LOG.error("an outcome that cannot be read is skipped", e);
        }
    }
}
