package io.migomail.jobs.delivery;

import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
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
            Outcome outcome = RecordCodec.OUTCOME.decode(record);
            if (outcome.hasMoved()) {
                moved(outcome, out);
            } else if (!outcome.getPaceKey().isEmpty()) {
                out.collect(new PaceInput(outcome.getPaceKey(), kind(outcome), record));
            }
        } catch (RecordFormatException e) {
            LOG.error("an outcome that cannot be read is skipped", e);
        }
    }

    /** The key that it left learns that it left, the other one gets it: by one record, so neither without the other. */
    private static void moved(Outcome outcome, Collector<PaceInput> out) {
        Delivery delivery = outcome.getMoved();
        String to = new PaceKey(delivery.getRoute().getGroup(), delivery.getPoolId()).word();
        byte[] left =
                RecordCodec.OUTCOME.encode(outcome.toBuilder().clearMoved().build());
        out.collect(new PaceInput(outcome.getPaceKey(), PaceInput.Kind.OUTCOME, left));
        out.collect(new PaceInput(to, PaceInput.Kind.DELIVERY, RecordCodec.DELIVERY.encode(delivery)));
    }

    private static PaceInput.Kind kind(Outcome outcome) {
        boolean fence = outcome.getKind().equals(OutcomeKind.FENCE.word());
        return fence ? PaceInput.Kind.FENCE : PaceInput.Kind.OUTCOME;
    }
}
