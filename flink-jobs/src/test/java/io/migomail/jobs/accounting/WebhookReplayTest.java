package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.WebhookRequestKind;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a queue does when it is asked for an event again, or for those of a span of time. */
class WebhookReplayTest {
    private static final byte[] BODY = {1};
    private final MemoryStore store = new MemoryStore();
    private final WebhookMachine machine = new WebhookMachine(WebhookRules.STANDARD);
    private long now = 1_000_000;

    private void outcome(String id, int attempt, int status) {
        WebhookOutcome outcome = WebhookOutcome.newBuilder()
                .setEventId(id)
                .setAttempt(attempt)
                .setStatus(status)
                .build();
        machine.outcome(store, outcome, now);
    }

    private void ask(WebhookRequest.Builder request) {
        machine.request(store, request.build(), now);
    }

    private static WebhookRequest.Builder of(WebhookRequestKind kind) {
        return WebhookRequest.newBuilder().setKind(kind.word());
    }

    private void retry(String id, int attempts) {
        ask(of(WebhookRequestKind.RETRY)
                .setEventId(id)
                .setBody(ByteString.copyFrom(BODY))
                .setAttempts(attempts));
    }

    private void replay(String id) {
        ask(of(WebhookRequestKind.REPLAY).setReplayId(id).setControlOffset(7));
    }

    private void read(String id, int attempts) {
        ask(of(WebhookRequestKind.EVENT)
                .setEventId(id)
                .setBody(ByteString.copyFrom(BODY))
                .setAttempts(attempts));
    }

    private void page(long after, boolean last, long resumeAt) {
        ask(of(WebhookRequestKind.PAGE)
                .setReplayId("r")
                .setAfter(after)
                .setLast(last)
                .setResumeAt(resumeAt));
    }

    private void wakeUpTo(long until) {
        while (!store.wakeUps.isEmpty() && store.wakeUps.first() <= until) {
            now = Math.max(now, store.wakeUps.first());
            machine.wake(store, store.wakeUps.pollFirst(), now);
        }
        now = until;
    }

    @Test
    void anEventThatIsSettledIsSentOnceMoreUnderTheNextNumber() {
        retry("e", 10);
        assertEquals(List.of(new MemoryStore.Sent("e", 11)), store.sent);
        outcome("e", 11, 500);
        assertTrue(store.holdsNothing(), "a failure is not followed by another attempt");
    }

    @Test
    void anEventThatWaitsIsSentAtOnceAndKeepsItsSchedule() {
        machine.event(store, "e", BODY, now);
        outcome("e", 1, 500);
        retry("e", 1);
        assertEquals(new MemoryStore.Sent("e", 2), store.sent.get(1));
        wakeUpTo(now + 10_000);
        assertEquals(2, store.sent.size(), "the wait that it had does not send it beside");
        outcome("e", 2, 500);
        wakeUpTo(now + 400_000);
        assertEquals(new MemoryStore.Sent("e", 3), store.sent.get(2));
    }

    @Test
    void anEventThatIsUnderWayIsNotSentBeside() {
        machine.event(store, "e", BODY, now);
        retry("e", 0);
        assertEquals(1, store.sent.size());
        outcome("e", 1, 200);
        assertTrue(store.holdsNothing());
        assertEquals(1, store.sent.size());
    }

    @Test
    void aReplayReadsPageAfterPageAndThenIsForgotten() {
        replay("r");
        assertEquals(List.of(new ReplayCursor("r", 7, 0, 0)), store.pages);
        read("a", 2);
        read("b", 0);
        page(50, false, 0);
        assertEquals(List.of(new MemoryStore.Sent("a", 3), new MemoryStore.Sent("b", 1)), store.sent);
        assertEquals(50, store.pages.get(1).after());
        read("c", 1);
        page(80, true, 0);
        assertEquals(2, store.pages.size());
        for (MemoryStore.Sent sent : List.copyOf(store.sent)) {
            outcome(sent.eventId(), sent.number(), 200);
        }
        assertTrue(store.holdsNothing());
        assertEquals(null, store.endpoint().replay);
    }

    @Test
    void whatWaitsAlreadyIsNotDoubledByAReplayAndAFailureFollowsTheSchedule() {
        machine.event(store, "e", BODY, now);
        outcome("e", 1, 500);
        read("e", 1);
        assertEquals(1, store.sent.size());
        read("f", 4);
        outcome("f", 5, 500);
        wakeUpTo(now + 10_000);
        assertEquals(
                List.of("e 1", "f 5", "e 2", "f 6"),
                store.sent.stream()
                        .map(s -> s.eventId() + " " + s.number())
                        .sorted(this::bySending)
                        .toList());
    }

    private int bySending(String a, String b) {
        return Integer.compare(place(a), place(b));
    }

    private int place(String text) {
        return store.sent.indexOf(new MemoryStore.Sent(text.split(" ")[0], Integer.parseInt(text.split(" ")[1])));
    }

    @Test
    void theSameReplayIsBegunOnceAndALaterOneTakesItsPlace() {
        replay("r");
        replay("r");
        assertEquals(1, store.pages.size());
        replay("s");
        page(50, false, 0);
        assertEquals(0, store.endpoint().replay.after(), "a page of the one before means nothing");
        assertEquals(
                List.of("r", "s"), store.pages.stream().map(ReplayCursor::id).toList());
    }

    @Test
    void aPageThatIsLostIsAskedForAgain() {
        replay("r");
        wakeUpTo(now + Limits.WEBHOOK_REPLAY_LOST.toMillis() - 1);
        assertEquals(1, store.pages.size());
        wakeUpTo(now + 6_000);
        assertEquals(2, store.pages.size());
    }

    @Test
    void whereNothingIsToBeReadYetAPageIsAskedForLater() {
        replay("r");
        page(50, false, now + 10_000);
        assertEquals(1, store.pages.size());
        wakeUpTo(now + 9_999);
        assertEquals(1, store.pages.size());
        wakeUpTo(now + 1);
        assertEquals(2, store.pages.size());
    }

    @Test
    void whatComesByItselfGoesFirst() {
        for (int i = 0; i < 100; i++) {
            machine.event(store, "live" + i, BODY, now);
        }
        replay("r");
        assertEquals(0, store.pages.size(), "84 wait for one of 16 places");
        for (int i = 0; i < 67; i++) {
            outcome("live" + i, 1, 200);
        }
        assertEquals(0, store.pages.size());
        outcome("live67", 1, 200);
        assertEquals(1, store.pages.size(), "16 wait");
    }

    @Test
    void anEndpointThatFailsIsNotAskedForMoreUntilItTakesOneOrNothingWaits() {
        int failing = WebhookRules.STANDARD.breakAfter();
        for (int i = 0; i < failing; i++) {
            machine.event(store, "e" + i, BODY, now);
        }
        for (int i = 0; i < failing; i++) {
            outcome("e" + i, 1, 500);
        }
        replay("r");
        assertEquals(0, store.pages.size());
        retry("e0", 1);
        outcome("e0", 2, 200);
        assertEquals(1, store.pages.size());
    }

    @Test
    void anEndpointThatIsGoneForgetsItsReplay() {
        replay("r");
        read("a", 0);
        outcome("a", 1, 410);
        assertTrue(store.holdsNothing());
        page(50, false, 0);
        assertEquals(1, store.pages.size());
    }
}
