package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.IsoTime;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WebhookMachineTest {
    private static final byte[] BODY = "{\"timestamp\":\"2026-01-01T00:00:00.000Z\"}".getBytes(StandardCharsets.UTF_8);
    private final MemoryStore store = new MemoryStore();
    private final WebhookMachine machine = new WebhookMachine(WebhookRules.STANDARD);
    private long now = 1_000_000;

    private void event(String id) {
        machine.event(store, id, BODY, now);
    }

    private void outcome(String id, int attempt, int status) {
        outcome(id, attempt, status, 0, "");
    }

    private void outcome(String id, int attempt, int status, long retryAfter, String error) {
        machine.outcome(
                store,
                WebhookOutcome.newBuilder()
                        .setEventId(id)
                        .setAttempt(attempt)
                        .setStatus(status)
                        .setRetryAfter(retryAfter)
                        .setError(error)
                        .build(),
                now);
    }

    /** Time goes on; every wake-up up to then happens at its instant. */
    private void pass(Duration span) {
        long until = now + span.toMillis();
        while (!store.wakeUps.isEmpty() && store.wakeUps.first() <= until) {
            now = Math.max(now, store.wakeUps.first());
            machine.wake(store, store.wakeUps.pollFirst(), now);
        }
        now = until;
    }

    private int lastNumber() {
        return store.sent.get(store.sent.size() - 1).number();
    }

    @Test
    void anEventIsSentAtOnceAndForgottenWhenTaken() {
        event("e1");
        assertEquals(List.of(new MemoryStore.Sent("e1", 1)), store.sent);
        outcome("e1", 1, 204);
        assertTrue(store.holdsNothing());
    }

    @Test
    void anEventThatWaitsAlreadyIsNotSentTwice() {
        event("e1");
        event("e1");
        assertEquals(1, store.sent.size());
    }

    @Test
    void failuresFollowTheScheduleAndThenTheEventIsGivenUp() {
        event("e1");
        List<Duration> schedule = WebhookRules.STANDARD.schedule();
        for (int i = 1; i <= schedule.size(); i++) {
            outcome("e1", i, 500);
            Duration wait = schedule.get(i - 1);
            pass(wait.minusMillis(1));
            assertEquals(i, store.sent.size(), "not before " + wait);
            long latest = now + wait.toMillis() / 10 + 2_000;
            while (store.sent.size() == i && now < latest) {
                pass(Duration.ofSeconds(1));
            }
            assertEquals(i + 1, store.sent.size(), "after " + wait);
            assertEquals(i + 1, lastNumber());
        }
        outcome("e1", schedule.size() + 1, 500);
        assertTrue(store.holdsNothing());
    }

    @Test
    void aWebhooksOwnScheduleRepeatsItsLastWaitUpToItsAttempts() {
        WebhookRetry own = WebhookRetry.newBuilder()
                .addSchedule(3)
                .addSchedule(60)
                .setMaxAttempts(4)
                .build();
        event("e1");
        for (int wait : new int[] {3, 60, 60}) {
            int before = store.sent.size();
            fail("e1", before, own);
            pass(Duration.ofMillis(wait * 1000L - 1));
            assertEquals(before, store.sent.size(), "not before " + wait + " s");
            pass(Duration.ofMillis(wait * 100L + 2_000));
            assertEquals(before + 1, store.sent.size(), "after " + wait + " s");
        }
        fail("e1", 4, own);
        assertTrue(store.holdsNothing());
    }

    @Test
    void oneAttemptMeansNoRetry() {
        event("e1");
        fail("e1", 1, WebhookRetry.newBuilder().setMaxAttempts(1).build());
        assertTrue(store.holdsNothing());
    }

    private void fail(String id, int attempt, WebhookRetry own) {
        WebhookOutcome outcome = WebhookOutcome.newBuilder()
                .setEventId(id)
                .setAttempt(attempt)
                .setStatus(500)
                .setRetry(own)
                .build();
        machine.outcome(store, outcome, now);
    }

    @Test
    void onlyTwoHundredsAreSuccess() {
        event("e1");
        outcome("e1", 1, 302);
        assertFalse(store.holdsNothing());
    }

    @Test
    void aLostAttemptIsMadeAgainUnderItsNumber() {
        event("e1");
        pass(WebhookRules.STANDARD.lostAfter().plusSeconds(6));
        assertEquals(List.of(new MemoryStore.Sent("e1", 1), new MemoryStore.Sent("e1", 1)), store.sent);
        outcome("e1", 1, 200);
        outcome("e1", 1, 500);
        assertTrue(store.holdsNothing(), "the second outcome of one attempt changes nothing");
    }

    @Test
    void anOutcomeOfAnEarlierLifeSettlesAnEventBeforeItIsSent() {
        for (int i = 0; i <= WebhookRules.STANDARD.concurrency(); i++) {
            event("e" + i);
        }
        String waiting = "e" + WebhookRules.STANDARD.concurrency();
        outcome(waiting, 1, 200);
        outcome("e0", 1, 200);
        assertTrue(store.sent.stream().noneMatch(s -> s.eventId().equals(waiting)));
    }

    @Test
    void concurrencyIsBoundedAndFirstComeIsFirstServed() {
        int limit = WebhookRules.STANDARD.concurrency();
        for (int i = 0; i < limit + 5; i++) {
            event("e" + i);
        }
        assertEquals(limit, store.sent.size());
        outcome("e3", 1, 200);
        assertEquals("e" + limit, store.sent.get(limit).eventId());
    }

    @Test
    void anEndpointThatKeepsFailingGetsOneRequestAtATime() {
        for (int i = 0; i < 100; i++) {
            event("e" + i);
        }
        while (store.endpoint().failures < WebhookRules.STANDARD.breakAfter()) {
            outcome(store.endpoint().flights.get(0).eventId(), 1, 500);
        }
        while (store.endpoint().flights.size() > 1) {
            outcome(store.endpoint().flights.get(0).eventId(), 1, 500);
        }
        int sent = store.sent.size();
        outcome(store.endpoint().flights.get(0).eventId(), 1, 500);
        assertEquals(sent + 1, store.sent.size());
        outcome(store.endpoint().flights.get(0).eventId(), 1, 200);
        assertEquals(
                WebhookRules.STANDARD.concurrency(), store.endpoint().flights.size());
    }

    @Test
    void retryAfterHoldsTheWholeEndpoint() {
        event("e1");
        outcome("e1", 1, 429, now + 60_000, "");
        event("e2");
        assertEquals(1, store.sent.size());
        pass(Duration.ofSeconds(59));
        assertEquals(1, store.sent.size());
        pass(Duration.ofSeconds(2));
        assertEquals(3, store.sent.size());
    }

    @Test
    void retryAfterIsBoundedByADay() {
        event("e1");
        outcome("e1", 1, 503, now + Duration.ofDays(400).toMillis(), "");
        pass(Duration.ofHours(24).plusSeconds(2));
        assertEquals(2, store.sent.size());
    }

    @Test
    void goneStopsEverything() {
        for (int i = 0; i < 40; i++) {
            event("e" + i);
        }
        outcome("e0", 1, 410);
        assertTrue(store.holdsNothing());
        int sent = store.sent.size();
        pass(Duration.ofDays(4));
        assertEquals(sent, store.sent.size());
        event("later");
        assertEquals(sent + 1, store.sent.size());
    }

    @Test
    void aWebhookThatIsGoneFromTheControlPlaneStopsToo() {
        event("e1");
        event("e2");
        outcome("e1", 1, 0, 0, WebhookRules.GONE);
        assertTrue(store.holdsNothing());
    }

    @Test
    void anEndpointThatOnlyFailsForFiveDaysIsGivenUp() {
        event("e1");
        outcome("e1", 1, 500);
        now += Duration.ofDays(5).toMillis() - 1;
        event("e2");
        outcome("e2", 1, 0, 0, "timeout");
        assertEquals(0, store.givenUp);
        event("e3");
        now += 1;
        outcome("e3", 1, 503);
        assertEquals(1, store.givenUp);
        assertTrue(store.holdsNothing());
        assertEquals(0, store.failingSince(), "switched on again it begins anew");
    }

    @Test
    void oneSuccessInFiveDaysIsEnough() {
        event("e1");
        outcome("e1", 1, 500);
        now += Duration.ofDays(4).toMillis();
        event("e2");
        outcome("e2", 1, 200);
        now += Duration.ofDays(4).toMillis();
        event("e3");
        outcome("e3", 1, 500);
        assertEquals(0, store.givenUp);
    }

    @Test
    void anEventThatWouldBeTooOldIsNotOfferedAgain() {
        byte[] body = ("{\"id\":\"e1\",\"timestamp\":\"" + IsoTime.text(now) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (int age : new int[] {400, 300}) {
            MemoryStore fresh = new MemoryStore();
            machine.event(fresh, "e1", body, now);
            WebhookOutcome.Builder failed = WebhookOutcome.newBuilder()
                    .setEventId("e1")
                    .setAttempt(1)
                    .setStatus(500)
                    .setRetry(WebhookRetry.newBuilder().addSchedule(310).setMaxAge(age));
            machine.outcome(fresh, failed.build(), now);
            assertEquals(age == 300, fresh.holdsNothing(), "at most " + age + " s");
        }
    }

    @Test
    void whatWaitsIsBounded() {
        WebhookRules small = new WebhookRules(
                WebhookRules.STANDARD.schedule(),
                1,
                20,
                3,
                Duration.ofSeconds(45),
                Duration.ofHours(24),
                Duration.ofDays(5));
        WebhookMachine bounded = new WebhookMachine(small);
        for (int i = 0; i < 5; i++) {
            bounded.event(store, "e" + i, BODY, now);
        }
        assertEquals(List.of("e3", "e4"), store.dropped);
        assertEquals(3, store.events.size());
    }

    @Test
    void whateverHappensEveryEventEnds() {
        for (int seed = 1; seed <= 50; seed++) {
            MemoryStore fresh = new MemoryStore();
            scenario(fresh, new SplittableRandom(seed));
            assertTrue(fresh.holdsNothing(), "seed " + seed);
        }
    }

    private void scenario(MemoryStore fresh, SplittableRandom random) {
        long clock = 1_000_000;
        int answered = 0;
        for (int i = 0; i < 60; i++) {
            machine.event(fresh, "e" + i, BODY, clock);
        }
        for (int step = 0; step < 20_000 && !fresh.holdsNothing(); step++) {
            assertTrue(fresh.endpoint().flights.size() <= WebhookRules.STANDARD.concurrency());
            if (answered < fresh.sent.size()) {
                MemoryStore.Sent sent = fresh.sent.get(answered++);
                if (random.nextInt(10) == 0) {
                    continue; // its outcome is lost
                }
                int status = random.nextInt(3) == 0 ? 200 : 500;
                machine.outcome(
                        fresh,
                        WebhookOutcome.newBuilder()
                                .setEventId(sent.eventId())
                                .setAttempt(sent.number())
                                .setStatus(status)
                                .build(),
                        clock);
            } else {
                clock = Math.max(clock, fresh.wakeUps.first());
                machine.wake(fresh, fresh.wakeUps.pollFirst(), clock);
            }
        }
    }
}
