package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.analytics.EventStore;
import io.migomail.core.Limits;
import io.migomail.core.WebhookRequestKind;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a queue does with events that it has no room for. */
class MissedEventsTest {
    private static final int BOUND = 4;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final long SETTLE = Limits.WEBHOOK_REPLAY_SETTLE.toMillis();

    private final MemoryStore store = new MemoryStore();
    private final WebhookMachine machine = new WebhookMachine(new WebhookRules(
            WebhookRules.STANDARD.schedule(),
            2,
            20,
            BOUND,
            Duration.ofSeconds(45),
            Duration.ofHours(24),
            Duration.ofDays(5)));
    private long now = BEGIN;

    private static byte[] body(long at) {
        return ("{\"timestamp\":\"" + Instant.ofEpochMilli(at) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private void live(String id, long at) {
        machine.event(store, id, body(at), now);
    }

    private void taken(String id) {
        int number = store.sent.stream()
                .filter(sent -> sent.eventId().equals(id))
                .mapToInt(MemoryStore.Sent::number)
                .max()
                .orElseThrow();
        machine.outcome(
                store,
                WebhookOutcome.newBuilder()
                        .setEventId(id)
                        .setAttempt(number)
                        .setStatus(200)
                        .build(),
                now);
    }

    private void request(WebhookRequest.Builder request, WebhookRequestKind kind) {
        machine.request(store, request.setKind(kind.word()).build(), now);
    }

    private void read(String id) {
        request(
                WebhookRequest.newBuilder().setEventId(id).setBody(ByteString.copyFrom(body(BEGIN))),
                WebhookRequestKind.EVENT);
    }

    private void page(MissedEvents asked, long after, boolean last, long resumeAt) {
        request(
                WebhookRequest.newBuilder()
                        .setMissed(asked.seen())
                        .setAfter(after)
                        .setLast(last)
                        .setResumeAt(resumeAt),
                WebhookRequestKind.PAGE);
    }

    private void wakeUpTo(long until) {
        while (!store.wakeUps.isEmpty() && store.wakeUps.first() <= until) {
            now = Math.max(now, store.wakeUps.first());
            machine.wake(store, store.wakeUps.pollFirst(), now);
        }
        now = until;
    }

    /** Four that wait, and two that find no room. */
    private void overflow() {
        for (int i = 0; i < BOUND + 2; i++) {
            live("e" + i, BEGIN - 100 + i);
        }
    }

    @Test
    void theyAreASpanOfTheFeedThatIsReadWhenThereIsRoom() {
        overflow();
        assertEquals(List.of("e4", "e5"), store.dropped, "what the log is told");
        MissedEvents missed = store.endpoint().missed;
        assertEquals(List.of(BEGIN - 96, BEGIN - 95), List.of(missed.from(), missed.to()));
        wakeUpTo(now + SETTLE);
        assertEquals(List.of(), store.missed, "four wait");
        taken("e0");
        assertEquals(List.of(), store.missed, "three wait");
        taken("e1");
        assertEquals(1, store.missed.size());
        assertEquals(0, store.missed.get(0).after());
        read("e4");
        read("e5");
        page(store.missed.get(0), 50, true, 0);
        assertNull(store.endpoint().missed);
        for (String id : List.of("e2", "e3", "e4", "e5")) {
            taken(id);
        }
        assertTrue(store.holdsNothing());
        assertEquals(6, store.sent.size());
    }

    @Test
    void theyAreNotLookedForBeforeTheyCanBeStored() {
        overflow();
        for (int i = 0; i < BOUND; i++) {
            taken("e" + i);
        }
        wakeUpTo(now + SETTLE - 1);
        assertEquals(List.of(), store.missed);
        wakeUpTo(now + 1);
        assertEquals(1, store.missed.size(), "nothing else has to happen");
        page(store.missed.get(0), 50, false, now + 60_000);
        wakeUpTo(now + 59_999);
        assertEquals(1, store.missed.size());
        wakeUpTo(now + 1);
        assertEquals(50, store.missed.get(1).after());
    }

    @Test
    void oneMoreThatFindsNoRoomMakesThePageUnderWayMeanLittle() {
        overflow();
        wakeUpTo(now + SETTLE);
        taken("e0");
        taken("e1");
        MissedEvents asked = store.missed.get(0);
        live("f0", now);
        live("f1", now);
        live("late", BEGIN - 5_000);
        assertEquals(BEGIN - 5_000, store.endpoint().missed.from());
        page(asked, 50, true, 0);
        assertEquals(0, store.endpoint().missed.after(), "it may lie before the page's end");
        assertNotEquals(asked.seen(), store.endpoint().missed.seen());
    }

    @Test
    void readingGoesBackToWhereOneThatComesLateMayLie() {
        MissedEvents missed = MissedEvents.of(BEGIN, now).at(EventStore.feedFrom(BEGIN + 500_000), 0);
        MissedEvents more = missed.and(BEGIN + 100_000, now);
        assertEquals(EventStore.feedFrom(BEGIN + 100_000 - Limits.WEBHOOK_REPLAY_SKEW.toMillis()), more.after());
        assertEquals(missed.after(), missed.and(BEGIN + 900_000, now).after());
        assertTrue(more.seen() > missed.seen() && more.and(BEGIN, now).seen() > more.seen());
    }

    @Test
    void aPageThatWasAskedForIsTakenThoughThereIsNoRoomAnyMore() {
        overflow();
        wakeUpTo(now + SETTLE);
        taken("e0");
        taken("e1");
        live("f0", now);
        live("f1", now);
        read("e4");
        assertEquals(List.of("e4", "e5"), store.dropped);
        assertTrue(store.events.containsKey("e4"));
    }

    @Test
    void aReplayWaitsUntilTheyAreRead() {
        overflow();
        request(WebhookRequest.newBuilder().setReplayId("r").setControlOffset(7), WebhookRequestKind.REPLAY);
        wakeUpTo(now + SETTLE);
        taken("e0");
        taken("e1");
        assertEquals(List.of(), store.pages);
        page(store.missed.get(0), 50, true, 0);
        assertEquals(1, store.pages.size());
    }

    @Test
    void anEndpointThatIsGoneForgetsThem() {
        overflow();
        machine.outcome(
                store,
                WebhookOutcome.newBuilder()
                        .setEventId("e0")
                        .setAttempt(1)
                        .setStatus(410)
                        .build(),
                now);
        assertNull(store.endpoint().missed);
    }

    /** A feed that stores what the queue is told a little sooner or later, an endpoint that takes one now and then. */
    @Test
    void whateverComesInWhateverOrderEveryEventIsSent() {
        for (int seed = 1; seed <= 40; seed++) {
            assertEquals(List.of(), new Run(seed).unsent(), "seed " + seed);
        }
    }

    private static final class Run {
        private final MissedEventsTest queue = new MissedEventsTest();
        private final SplittableRandom random;
        /** By place. */
        private final TreeMap<Long, Map.Entry<String, Long>> feed = new TreeMap<>();

        private final TreeSet<String> all = new TreeSet<>();
        private int answered;

        Run(int seed) {
            random = new SplittableRandom(seed);
        }

        List<String> unsent() {
            for (int i = 0; i < 300; i++) {
                queue.wakeUpTo(queue.now + random.nextInt(3_000));
                long at = queue.now - random.nextInt(20_000);
                String id = "e" + i;
                all.add(id);
                feed.put(EventStore.feedFrom(at + random.nextInt(30_000)) + i, Map.entry(id, at));
                queue.live(id, at);
                if (random.nextInt(3) == 0) {
                    takeOne();
                }
                answer();
            }
            for (int i = 0; i < 5_000 && !(queue.store.holdsNothing() && queue.store.endpoint().missed == null); i++) {
                queue.wakeUpTo(queue.now + 5_000);
                takeOne();
                answer();
            }
            List<String> left = new ArrayList<>(all);
            queue.store.sent.forEach(sent -> left.remove(sent.eventId()));
            return left;
        }

        private void takeOne() {
            queue.store.endpoint().flights.stream().findFirst().ifPresent(flight -> queue.taken(flight.eventId()));
        }

        /** As {@link ReplayReader} does. */
        private void answer() {
            while (answered < queue.store.missed.size()) {
                MissedEvents asked = queue.store.missed.get(answered++);
                long after = Math.max(asked.after(), EventStore.feedFrom(asked.range()));
                long horizon = EventStore.feedFrom(queue.now);
                int count = 0;
                long end = after;
                for (var entry : feed.subMap(after, false, horizon, false).entrySet()) {
                    long at = entry.getValue().getValue();
                    String id = entry.getValue().getKey();
                    boolean inSpan = at >= asked.from() && at <= asked.to();
                    boolean sent = queue.store.sent.stream()
                            .anyMatch(each -> each.eventId().equals(id));
                    if (inSpan && !sent) {
                        queue.read(id);
                    }
                    end = entry.getKey();
                    if (++count == 5) {
                        break;
                    }
                }
                boolean more = count == 5;
                end = more ? end : Math.max(end, horizon);
                queue.page(asked, end, !more && end >= asked.settled(), more ? 0 : queue.now + 60_000);
            }
        }
    }
}
