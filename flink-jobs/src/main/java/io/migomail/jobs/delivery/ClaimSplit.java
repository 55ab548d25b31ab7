package io.migomail.jobs.delivery;

import io.migomail.core.MessageClass;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts messages that claim an idempotency key from the others, which go straight on to {@link RenderFunction}. Reads no
 * more of a record than its head.
 *
 * <p>Next on the way of a message with a key: {@link IdempotencyFunction}.
 */
final class ClaimSplit extends ProcessFunction<Incoming, Incoming> {
    /** Messages with a key. */
    static final OutputTag<Claim> CLAIMS = new OutputTag<>("claims", Claim.TYPE);

    private static final long serialVersionUID = 1L;

    private final MessageClass messageClass;

    ClaimSplit(MessageClass messageClass) {
        this.messageClass = messageClass;
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<Incoming> out) {
        Claim claim = Claim.of(messageClass, incoming);
        if (claim == null) {
            out.collect(incoming);
        } else {
            context.output(CLAIMS, claim);
        }
    }
}
