package io.migomail.jobs.delivery;

import io.migomail.jobs.Keyed;
import io.migomail.mta.PaceInput;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts deliveries for PACE from outcomes of those that end at routing, and from what has an idempotency key. */
final class ToPace extends ProcessFunction<Routed, PaceInput> {
    static final OutputTag<Keyed> ENDED = new OutputTag<>("ended-at-route", Keyed.TYPE);
    static final OutputTag<Claim> CLAIMS = new OutputTag<>("claims-at-route", Claim.TYPE);
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Routed routed, Context context, Collector<PaceInput> out) {
        if (routed.input() != null) {
            out.collect(routed.input());
        } else if (routed.ended() != null) {
            context.output(ENDED, routed.ended());
        } else if (routed.claim() != null) {
            context.output(CLAIMS, routed.claim());
        }
    }
}
