package io.migomail.jobs.accounting;

import io.migomail.analytics.DeliveryLookup;
import io.migomail.core.Ids;
import io.migomail.core.MessageIds;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.TimeSource;
import io.migomail.core.record.MailEvent;
import io.migomail.jobs.JobMetric;
import io.migomail.jobs.Keyed;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public events from facts, once the event store tells whose delivery it was. While the store is away, they wait here and in
 * their topic, and delay nothing else. A fact about a delivery that the store has forgotten, or never knew, is counted.
 */
final class FactEvents extends RichAsyncFunction<byte[], Keyed> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FactEvents.class);

    private final KnownDeliveries.Source source;
    private final DeliveryFact.Reader reader;
    // Set by open(), before any other call.
    @SuppressWarnings("NullAway.Init")
    private transient Task task;

    /** What lives as long as the task does. */
    private record Task(HitLookup lookup, Count unreadable, Count unknown, Count untold) {}

    FactEvents(KnownDeliveries.Source source, DeliveryFact.Reader reader) {
        this.source = source;
        this.reader = reader;
    }

    @Override
    public void open(OpenContext context) {
        FlinkMeters meters = new FlinkMeters(getRuntimeContext().getMetricGroup());
        task = new Task(
                new HitLookup(source.open(), TimeSource.SYSTEM),
                meters.counter(JobMetric.FACTS_UNREADABLE),
                meters.counter(JobMetric.FACTS_UNKNOWN),
                meters.counter(JobMetric.FACTS_UNTOLD));
    }

    @Override
    public void asyncInvoke(byte[] record, ResultFuture<Keyed> result) {
        DeliveryFact fact = read(record);
        if (fact == null) {
            result.complete(List.of());
            return;
        }
        task.lookup().ask(fact.deliveryId()).whenComplete((known, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(event(fact, known));
            }
        });
    }

    private @Nullable DeliveryFact read(byte[] record) {
        try {
            DeliveryFact fact = reader.read(record);
            String delivery = fact.deliveryId();
            if (MessageIds.timeOf(Ids.messageOf(delivery)) < 0 || Ids.recipientOf(delivery) < 0) {
                throw new RecordFormatException("not a delivery: " + delivery, null);
            }
            return fact;
        } catch (RecordFormatException | IllegalArgumentException e) {
            task.unreadable().one();
            LOG.warn("skipped a fact: {}", e.getMessage());
            return null;
        }
    }

    private Collection<Keyed> event(DeliveryFact fact, Optional<DeliveryLookup.Known> known) {
        if (known.isEmpty()) {
            task.unknown().one();
            LOG.info("{} of delivery {}, which is not known", fact.kind(), fact.deliveryId());
            return List.of();
        }
        MailEvent event = fact.event(known.get());
        if (event == null) {
            task.untold().one();
            return List.of();
        }
        return List.of(new Keyed(event.getHead().getMessageId(), RecordCodec.EVENT.encode(event)));
    }

    @Override
    public void close() {
        if (task != null) {
            task.lookup().close();
        }
    }
}
