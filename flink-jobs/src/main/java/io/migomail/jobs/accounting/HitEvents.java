package io.migomail.jobs.accounting;

import io.migomail.core.Ids;
import io.migomail.core.MessageIds;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.TimeSource;
import io.migomail.core.TrackingKind;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.TrackingHit;
import io.migomail.jobs.Keyed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public events from hits, once the event store tells whose delivery it was. While the store is away, they wait here and in
 * their topic, and delay nothing else. A hit of a delivery that the store has forgotten, or never knew, is counted.
 */
final class HitEvents extends RichAsyncFunction<byte[], Keyed> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(HitEvents.class);

    private final KnownDeliveries.Source source;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    /** What lives as long as the task does. */
    private record Task(HitLookup lookup, Counter unreadable, Counter unknown) {}

    HitEvents(KnownDeliveries.Source source) {
        this.source = source;
    }

    @Override
    public void open(OpenContext context) {
        var metrics = getRuntimeContext().getMetricGroup();
        task = new Task(
                new HitLookup(source.open(), TimeSource.SYSTEM),
                metrics.counter("unreadable_records"),
                metrics.counter("unknown_deliveries"));
    }

    @Override
    public void asyncInvoke(byte[] record, ResultFuture<Keyed> result) {
        TrackingHit hit = read(record);
        if (hit == null) {
            result.complete(List.of());
            return;
        }
        task.lookup().ask(hit.getDeliveryId()).whenComplete((known, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(event(hit, known));
            }
        });
    }

    private @Nullable TrackingHit read(byte[] record) {
        try {
            TrackingHit hit = RecordCodec.HIT.decode(record);
            String delivery = hit.getDeliveryId();
            if (MessageIds.timeOf(Ids.messageOf(delivery)) < 0 || Ids.recipientOf(delivery) < 0) {
                throw new RecordFormatException("not a delivery: " + delivery, null);
            }
            TrackingKind.of(hit.getKind());
            return hit;
        } catch (RecordFormatException | IllegalArgumentException e) {
            task.unreadable().inc();
            LOG.warn("skipped a hit: {}", e.getMessage());
            return null;
        }
    }

    private Collection<Keyed> event(TrackingHit hit, Optional<MailEvent> known) {
        if (known.isEmpty()) {
            task.unknown().inc();
            LOG.info("{} of delivery {}, which is not known", hit.getKind(), hit.getDeliveryId());
            return List.of();
        }
        MailEvent event = HitEvent.of(hit, known.get());
        return List.of(new Keyed(event.getHead().getMessageId(), RecordCodec.EVENT.encode(event)));
    }

    @Override
    public void close() {
        if (task != null) {
            task.lookup().close();
        }
    }
}
