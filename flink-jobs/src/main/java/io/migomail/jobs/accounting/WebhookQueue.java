package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.jobs.JobMetric;
import io.migomail.jobs.Keyed;
import io.migomail.mta.metric.FlinkMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The queue of each webhook, keyed by its id: {@link WebhookMachine} over Flink's keyed state and processing-time
 * timers. Runs on the task's thread. What the log is told of events that found no room leaves by
 * {@link #DROPPED}, questions for events of the feed by {@link #PAGES}.
 */
final class WebhookQueue extends KeyedProcessFunction<String, WebhookInput, WebhookAttempt> {
    static final OutputTag<Keyed> DROPPED = new OutputTag<>("dropped", Keyed.TYPE);
    static final OutputTag<WebhookPage> PAGES = new OutputTag<>("pages", WebhookPage.TYPE);
    private static final long serialVersionUID = 1L;

    private transient @Nullable WebhookMachine machine;
    private transient @Nullable Rows rows;
    /** Keys of this task whose endpoint failed when it was last looked at. */
    private transient @Nullable Set<String> failing;

    @Override
    public void open(OpenContext context) {
        machine = new WebhookMachine(WebhookRules.STANDARD);
        var runtime = getRuntimeContext();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        failing = keys;
        new FlinkMeters(runtime.getMetricGroup()).gauge(JobMetric.WEBHOOKS_FAILING, keys::size);
        rows = new Rows(
                runtime.getState(new ValueStateDescriptor<>("endpoint", EndpointState.TYPE)),
                runtime.getMapState(new MapStateDescriptor<>("events", Types.STRING, PendingEvent.TYPE)),
                runtime.getMapState(new MapStateDescriptor<>("ready", Types.LONG, Types.STRING)),
                runtime.getMapState(new MapStateDescriptor<>("due", Types.LONG, Types.LIST(Types.STRING))),
                runtime.getState(new ValueStateDescriptor<>("failing", Types.LONG)));
    }

    @Override
    public void processElement(WebhookInput input, Context context, Collector<WebhookAttempt> out) {
        long now = context.timerService().currentProcessingTime();
        FlinkStore store = new FlinkStore(open(rows), open(failing), context, out, now);
        switch (input.kind()) {
            case EVENT -> open(machine).event(store, input.eventId(), input.payload(), now);
            case OUTCOME -> open(machine).outcome(store, RecordCodec.WEBHOOK_OUTCOME.decode(input.payload()), now);
            case REQUEST -> open(machine).request(store, RecordCodec.WEBHOOK_REQUEST.decode(input.payload()), now);
        }
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<WebhookAttempt> out) {
        long now = Math.max(at, context.timerService().currentProcessingTime());
        open(machine).wake(new FlinkStore(open(rows), open(failing), context, out, now), at, now);
    }

    private static <T> T open(@Nullable T opened) {
        if (opened == null) {
            throw new IllegalStateException("not opened");
        }
        return opened;
    }

    private record Rows(
            ValueState<EndpointState> endpoint,
            MapState<String, PendingEvent> events,
            MapState<Long, String> ready,
            MapState<Long, List<String>> due,
            ValueState<Long> failing) {}

    /** The machine's store for the key at hand. */
    private record FlinkStore(Rows rows, Set<String> failing, Context context, Collector<WebhookAttempt> out, long now)
            implements WebhookMachine.Store {
        @Override
        public EndpointState endpoint() {
            EndpointState state = StateAccess.read(rows.endpoint::value);
            return state == null ? new EndpointState() : state;
        }

        @Override
        public void endpoint(@Nullable EndpointState state) {
            StateAccess.write(() -> rows.endpoint.update(state));
        }

        @Override
        public @Nullable PendingEvent event(String eventId) {
            return StateAccess.read(() -> rows.events.get(eventId));
        }

        @Override
        public void event(String eventId, @Nullable PendingEvent event) {
            StateAccess.write(() -> {
                if (event == null) {
                    rows.events.remove(eventId);
                } else {
                    rows.events.put(eventId, event);
                }
            });
        }

        @Override
        public @Nullable String takeReady(long place) {
            String id = StateAccess.read(() -> rows.ready.get(place));
            StateAccess.write(() -> rows.ready.remove(place));
            return id;
        }

        @Override
        public void addReady(long place, String eventId) {
            StateAccess.write(() -> rows.ready.put(place, eventId));
        }

        @Override
        public List<String> takeDue(long at) {
            List<String> ids = StateAccess.read(() -> rows.due.get(at));
            StateAccess.write(() -> rows.due.remove(at));
            return ids == null ? List.of() : ids;
        }

        @Override
        public void addDue(long at, String eventId) {
            List<String> held = StateAccess.read(() -> rows.due.get(at));
            List<String> ids = held == null ? new ArrayList<>() : new ArrayList<>(held);
            ids.add(eventId);
            StateAccess.write(() -> rows.due.put(at, ids));
            wakeAt(at);
        }

        @Override
        public void wakeAt(long at) {
            context.timerService().registerProcessingTimeTimer(at);
        }

        @Override
        public void clear() {
            rows.endpoint.clear();
            rows.events.clear();
            rows.ready.clear();
            rows.due.clear();
            rows.failing.clear();
            note(false);
        }

        @Override
        public long failingSince() {
            Long since = StateAccess.read(rows.failing::value);
            note(since != null);
            return since == null ? 0 : since;
        }

        @Override
        public void failingSince(long at) {
            StateAccess.write(() -> rows.failing.update(at == 0 ? null : at));
            note(at != 0);
        }

        private void note(boolean fails) {
            if (fails) {
                failing.add(context.getCurrentKey());
            } else {
                failing.remove(context.getCurrentKey());
            }
        }

        @Override
        public void giveUp() {
            out.collect(WebhookAttempt.giveUp(context.getCurrentKey()));
        }

        @Override
        public void send(String eventId, int number, byte[] body) {
            out.collect(new WebhookAttempt(context.getCurrentKey(), eventId, number, body));
        }

        @Override
        public void askPage(ReplayCursor replay) {
            context.output(PAGES, WebhookPage.of(context.getCurrentKey(), replay));
        }

        @Override
        public void askMissed(MissedEvents missed) {
            context.output(PAGES, WebhookPage.of(context.getCurrentKey(), missed));
        }

        @Override
        public void dropped(String eventId) {
            WebhookOutcome outcome = WebhookOutcome.newBuilder()
                    .setWebhookId(context.getCurrentKey())
                    .setEventId(eventId)
                    .setAt(now)
                    .setError(WebhookRules.QUEUE_FULL)
                    .build();
            context.output(DROPPED, new Keyed(context.getCurrentKey(), RecordCodec.WEBHOOK_OUTCOME.encode(outcome)));
        }
    }
}
