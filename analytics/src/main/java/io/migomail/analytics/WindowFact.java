package io.migomail.analytics;

import io.migomail.core.Blame;
import io.migomail.core.EventType;
import io.migomail.core.Schedule;
import io.migomail.core.record.LateEvent;
import io.migomail.core.record.LatencyHistogram;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailWindow;

/**
 * What windows count of an event. Immutable, and flat enough to travel between operators.
 *
 * @param type a word of {@link EventType}
 * @param at its instant
 * @param scheduled whether its message waited, or waits, for a time of its own
 * @param machine whether no person opened or clicked
 * @param ours whether what it tells of is our own fault
 */
public record WindowFact(
        WindowCut cut,
        String eventId,
        String messageId,
        String deliveryId,
        String type,
        long at,
        boolean scheduled,
        boolean machine,
        boolean ours,
        Way way) {
    /** How long a window is. */
    public static final long MINUTE = 60_000;

    /**
     * The instants of a delivery that was accepted; 0 = never, and all of them where it was not.
     *
     * @param start from which its time counts
     * @param dispatched for the first time
     * @param refused when the recipient's side put it off for the first time
     */
    public record Way(long start, long queued, long rendered, long dispatched, long accepted, long refused) {
        static final Way NONE = new Way(0, 0, 0, 0, 0, 0);
    }

    /** What its event alone knows; the first attempt of a delivery that had several is not known to the last one's. */
    public static WindowFact of(MailEvent event) {
        return new WindowFact(
                WindowCut.of(event),
                event.getEventId(),
                event.getHead().getMessageId(),
                event.getDeliveryId(),
                event.getType(),
                event.getAt(),
                event.getHead().getScheduledAt() > 0,
                !event.getEngagement().getMachine().isEmpty(),
                event.getBlame().equals(Blame.US.word()),
                is(event, EventType.DELIVERED) ? way(event) : Way.NONE);
    }

    private static Way way(MailEvent event) {
        var at = event.getInstants();
        return new Way(
                Schedule.start(event.getHead()),
                at.getQueuedAt(),
                at.getRenderedAt(),
                at.getDispatchedAt(),
                at.getAcceptedAt(),
                0);
    }

    private static boolean is(MailEvent event, EventType type) {
        return event.getType().equals(type.word());
    }

    /** The same where the attempts before this one are known. @param dispatched, refused as of {@link Way}; 0 = not */
    public WindowFact after(long dispatched, long refused) {
        long first = dispatched > 0 ? dispatched : way.dispatched();
        Way known = new Way(way.start(), way.queued(), way.rendered(), first, way.accepted(), refused);
        return new WindowFact(
                cut,
                eventId,
                messageId,
                deliveryId,
                type,
                at,
                scheduled,
                machine,
                ours,
                way.accepted() > 0 ? known : way);
    }

    /** Whether it is of this kind. */
    public boolean is(EventType kind) {
        return type.equals(kind.word());
    }

    /** What became of the promise that a delivery is accepted within its time. */
    public enum Promise {
        KEPT,
        /** Too late, what the recipient's side deferred not counted, or not at all through our own fault. */
        BROKEN,
        /** The delivery has not ended with this, or in a way that promises nothing. */
        NONE
    }

    /** Of the delivery, if it ended with this. */
    public Promise promise() {
        if (WindowCount.MEASURED.of(this) > 0) {
            return WindowCount.MET.of(this) > 0 ? Promise.KEPT : Promise.BROKEN;
        }
        boolean failed = is(EventType.FAILED) || is(EventType.EXPIRED) || is(EventType.HARD_BOUNCE);
        return ours && failed ? Promise.BROKEN : Promise.NONE;
    }

    /** When its window begins. */
    public long minute() {
        return minute(at);
    }

    static long minute(long at) {
        return at - Math.floorMod(at, MINUTE);
    }

    /** What it takes to count its window anew. @param noticedAt milliseconds */
    public LateEvent late(long noticedAt) {
        return LateEvent.newBuilder()
                .setApplicationId(cut.application())
                .setEnvironment(cut.environment())
                .setMessageId(messageId)
                .setEventId(eventId)
                .setAt(at)
                .setNoticedAt(noticedAt)
                .build();
    }

    /** A window of its cut and minute with this fact in it, too. */
    public MailWindow addTo(MailWindow window) {
        MailWindow.Builder out = window.toBuilder().setEvents(window.getEvents() + 1);
        for (WindowCount count : WindowCount.values()) {
            int more = count.of(this);
            if (more != 0) {
                out.putCounts(count.word(), window.getCountsOrDefault(count.word(), 0) + more);
            }
        }
        for (LatencyStage stage : LatencyStage.values()) {
            long millis = stage.millis(way);
            if (millis >= 0) {
                LatencySketch sketch = LatencySketch.of(
                        window.getStagesOrDefault(stage.word(), LatencyHistogram.getDefaultInstance()));
                sketch.add(millis);
                out.putStages(stage.word(), sketch.toRecord());
            }
        }
        return out.build();
    }

    /** The window of its cut and minute with this fact alone. */
    public MailWindow alone() {
        return addTo(cut.empty(minute()));
    }
}
