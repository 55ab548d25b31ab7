package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.ControlPlane;
import io.migomail.core.AccountingLimits;
import io.migomail.core.AlertKind;
import io.migomail.core.Ids;
import io.migomail.core.MessageClass;
import io.migomail.core.record.Alert;
import io.migomail.core.record.Application;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.testkit.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StuckDeliveriesTest {
    private static final long START = StuckPipeline.START;
    private static final long SECOND = 1_000;
    private static final long SILENCE =
            AccountingLimits.silence(MessageClass.CRITICAL).toMillis();
    /** What it takes from there to an alert: three looks of five seconds, on the clock's beat. */
    private static final long FOUND = 4 * AccountingLimits.STUCK_INTERVAL.toMillis();

    private static final long DAY = Duration.ofDays(1).toMillis();

    private ControlPlane control;
    private StuckPipeline pipeline;

    @BeforeEach
    void open() throws Exception {
        control = ControlPlane.inMemory(new FakeTime());
        control.put(Application.newBuilder().setId("app").setAccountId("acc").build(), 0);
        control.put(
                Application.newBuilder().setId("other").setAccountId("acc_2").build(), 0);
        pipeline = new StuckPipeline(control, START, null);
    }

    @AfterEach
    void close() throws Exception {
        pipeline.close();
        control.close();
    }

    private static MailEvent.Builder event(String type, String message, long at) {
        return MailEvent.newBuilder()
                .setEventId(type + message)
                .setType(type)
                .setAt(at)
                .setDeliveryId(message + ".0")
                .setExpiresAt(type.equals("queued") || type.equals("scheduled") ? at + DAY : 0)
                .setHead(MessageHead.newBuilder()
                        .setMessageId(message)
                        .setAccountId("acc")
                        .setApplicationId("app")
                        .setEnvironment("live")
                        .setMessageClass("critical"));
    }

    private void happens(String type, String message) throws Exception {
        pipeline.event(event(type, message, pipeline.now()).build());
    }

    private static DeliveryPlace waits(String reason) {
        return DeliveryPlace.newBuilder().setReason(reason).build();
    }

    private Alert only() {
        assertEquals(1, pipeline.open("app").size());
        return pipeline.open("app").get(0);
    }

    private void assertNone() {
        assertEquals(List.of(), pipeline.open("app"));
    }

    @Test
    void aCriticalOneToWhichNothingHappensIsStuckAndALateEventResolvesIt() throws Exception {
        happens("queued", "msg_1");
        pipeline.run(SILENCE - SECOND);
        assertNone();
        pipeline.run(FOUND);
        Alert alert = only();
        assertEquals(
                List.of("acc", "app", "live"),
                List.of(alert.getAccountId(), alert.getApplicationId(), alert.getEnvironment()));
        assertEquals(List.of("critical", "stuck_deliveries"), List.of(alert.getMessageClass(), alert.getKind()));
        assertEquals(
                List.of(1L, START),
                List.of(alert.getFigures().getDeliveries(), alert.getFigures().getSince()));
        assertEquals(List.of("msg_1"), alert.getFigures().getMessageIdsList());
        assertEquals(
                "Nothing happened to 1 critical delivery in time: it has been due since 2026-09-21T14:13:20.000Z.",
                AlertKind.sentence(alert));
        assertEquals(1, pipeline.stuck());

        happens("dispatched", "msg_1");
        pipeline.run(AccountingLimits.STUCK_INTERVAL.toMillis());
        assertNone();
        assertEquals(List.of("alert_opened", "alert_resolved"), pipeline.told);
        assertEquals(0, pipeline.stuck());
        pipeline.run(SILENCE + FOUND);
        only();
        happens("delivered", "msg_1");
        pipeline.run(AccountingLimits.STUCK_INTERVAL.toMillis());
        assertNone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "hard_bounce", "suppressed", "expired", "canceled", "failed", "replayed"})
    void whatEndsADeliveryEndsItAlsoBeforeItWasOpened(String type) throws Exception {
        MailEvent end = type.equals("replayed")
                ? event(type, "msg_1", START).setDeliveryId("msg_first.0").build()
                : event(type, "msg_1", START).build();
        happens("queued", "msg_1");
        pipeline.event(end);
        MailEvent.Builder early = end.toBuilder();
        early.getHeadBuilder().setMessageId("msg_2");
        pipeline.event((type.equals("replayed") ? early : early.setDeliveryId("msg_2.0")).build());
        happens("queued", "msg_2");
        pipeline.run(SILENCE + FOUND);
        assertEquals(List.of(), pipeline.asked);
        assertNone();
        pipeline.run(2 * AccountingLimits.STUCK_REPEATED.toMillis());
        assertEquals(List.of(0, 0), pipeline.remembered());
    }

    @Test
    void whatOnlyIsOpenedOrOfASandboxIsNotWatched() throws Exception {
        MailEvent.Builder sandbox = event("queued", "msg_1", START);
        sandbox.getHeadBuilder().setEnvironment("sandbox");
        pipeline.event(sandbox.build());
        happens("opened", "msg_2");
        happens("dispatched", "msg_3");
        assertEquals(List.of(0, 0), pipeline.remembered());
    }

    @Test
    void anotherTenantsCountForThatTenant() throws Exception {
        MailEvent.Builder other = event("queued", "msg_2", START);
        other.getHeadBuilder().setAccountId("acc_2").setApplicationId("other");
        pipeline.event(other.build());
        happens("queued", "msg_1");
        happens("delivered", "msg_1");
        pipeline.run(SILENCE + FOUND);
        assertNone();
        assertEquals("acc_2", pipeline.open("other").get(0).getAccountId());
    }

    @Test
    void whatPaceHasWaitsForAReasonUntilItShouldHaveExpired() throws Exception {
        happens("queued", "msg_1");
        pipeline.places.put("msg_1.0", waits("throttled"));
        pipeline.run(SILENCE + FOUND);
        assertEquals(1, pipeline.asked.size(), "not asked again for a while");
        pipeline.clock(START + DAY);
        assertNone();
        pipeline.run(AccountingLimits.STUCK_EXPIRED
                .plus(AccountingLimits.STUCK_EXCUSED)
                .toMillis());
        only();
        pipeline.places.put(
                "msg_1.0", DeliveryPlace.newBuilder().setInFlight(true).build());
        pipeline.run(FOUND);
        assertNone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_pool", "egress", "restoring"})
    void aReasonThatDoesNotPassExcusesNothing(String reason) throws Exception {
        happens("queued", "msg_1");
        pipeline.places.put("msg_1.0", waits(reason));
        pipeline.run(SILENCE + FOUND);
        only();
    }

    @Test
    void anAnswerThatWasLostOrAPaceThatCannotBeAskedIsNoAlert() throws Exception {
        happens("queued", "msg_1");
        pipeline.askable = false;
        pipeline.run(SILENCE + 10 * FOUND);
        assertNone();
        pipeline.askable = true;
        while (pipeline.asked.isEmpty()) {
            pipeline.run(SECOND);
        }
        pipeline.places.put("msg_1.0", waits("rate"));
        pipeline.run(FOUND);
        assertNone();
    }

    @Test
    void itsTimeCountsFromWhenItIsDueAndOfTheRetryThatWasTold() throws Exception {
        MailEvent.Builder later = event("scheduled", "msg_1", START);
        later.getHeadBuilder().setScheduledAt(START + DAY / 2);
        pipeline.event(later.setExpiresAt(START + DAY).build());
        happens("queued", "msg_2");
        pipeline.event(event("soft_bounce", "msg_2", START + SECOND)
                .setRetryAt(START + DAY / 4)
                .build());
        pipeline.clock(START + DAY / 4 + SILENCE - SECOND);
        assertNone();
        pipeline.run(FOUND);
        assertEquals(List.of("msg_2"), only().getFigures().getMessageIdsList());
        happens("delivered", "msg_2");
        pipeline.clock(START + DAY / 2 + SILENCE - SECOND);
        assertNone();
        pipeline.run(FOUND);
        assertEquals(START + DAY / 2, only().getFigures().getSince());
    }

    @Test
    void theClassDecidesHowLongSilenceMayLast() throws Exception {
        for (MessageClass each : MessageClass.values()) {
            MailEvent.Builder event = event("queued", "msg_" + each.word(), START);
            event.getHeadBuilder().setMessageClass(each.word());
            pipeline.event(event.build());
        }
        for (MessageClass each : MessageClass.values()) {
            pipeline.clock(START + AccountingLimits.silence(each).toMillis() - SECOND);
            assertEquals(each.rank(), pipeline.open("app").size());
            pipeline.run(FOUND);
            assertEquals(each.rank() + 1, pipeline.open("app").size());
        }
    }

    @Test
    void whatIsNotReadYetIsNoAlert() throws Exception {
        pipeline.reads = false;
        for (int n = 0; n < 100; n++) {
            pipeline.event(event("queued", "msg_" + n, START - DAY / 2).build());
        }
        pipeline.run(SILENCE + 10 * FOUND);
        assertNone();
        assertEquals(List.of(), pipeline.asked);
        for (int n = 0; n < 100; n++) {
            pipeline.event(event("delivered", "msg_" + n, START - DAY / 2 + 1).build());
        }
        pipeline.reads = true;
        pipeline.run(10 * FOUND);
        assertNone();
        assertEquals(List.of(), pipeline.asked);
    }

    @Test
    void whenAccountingFallsBehindAlertsStayAsTheyAre() throws Exception {
        happens("queued", "msg_1");
        pipeline.run(SILENCE + FOUND);
        only();
        pipeline.reads = false;
        pipeline.run(FOUND);
        happens("queued", "msg_2");
        pipeline.run(SILENCE + 10 * FOUND);
        assertEquals(1, pipeline.stuck());
        assertEquals(List.of("alert_opened"), pipeline.told);
    }

    @Test
    void aRestartKnowsThemAndOpensNoSecondAlert() throws Exception {
        happens("queued", "msg_1");
        pipeline.run(SILENCE + FOUND);
        happens("queued", "msg_2");
        Alert before = only();
        StuckPipeline.Snapshot snapshot = pipeline.snapshot();
        long now = pipeline.now();
        pipeline.close();
        pipeline = new StuckPipeline(control, now, snapshot);
        pipeline.run(SILENCE + FOUND);
        assertEquals(before.getId(), only().getId());
        assertEquals(2, pipeline.stuck());
        happens("delivered", "msg_1");
        happens("delivered", "msg_2");
        pipeline.run(FOUND);
        assertNone();
        assertEquals(List.of("alert_resolved"), pipeline.told);
    }

    @Test
    void ofManyAFewAreAskedForAndAllAreCounted() throws Exception {
        int many = AccountingLimits.STUCK_NAMED + 500;
        for (int n = 0; n < many; n++) {
            pipeline.event(event("queued", "msg_" + n, START).build());
        }
        pipeline.run(SILENCE + FOUND);
        assertEquals(many, only().getFigures().getDeliveries());
        assertEquals(AccountingLimits.STUCK_TOLD, only().getFigures().getMessageIdsCount());
        assertTrue(pipeline.asked.stream().allMatch(ids -> ids.size() <= AccountingLimits.STUCK_ASKED));
        for (int n = many; n-- > 0; ) {
            happens("delivered", "msg_" + n);
        }
        pipeline.run(FOUND);
        assertNone();
        assertEquals(List.of(), pipeline.snapshot().overdue());
    }

    @Test
    void whereSomeWaitForAReasonOnlyThoseCountThatDoNot() throws Exception {
        for (int n = 0; n < 100; n++) {
            happens("queued", "msg_" + n);
            if (n != 70) {
                pipeline.places.put(Ids.delivery("msg_" + n, 0), waits("rate"));
            }
        }
        pipeline.run(SILENCE + 4 * FOUND);
        assertEquals(1, only().getFigures().getDeliveries());
        assertEquals(List.of("msg_70"), only().getFigures().getMessageIdsList());
    }

    @Test
    void whatNeverEndsIsGivenUp() throws Exception {
        pipeline.event(event("queued", "msg_1", START - AccountingLimits.STUCK_KEPT.toMillis() - DAY + 100 * SECOND)
                .build());
        pipeline.run(FOUND);
        only();
        pipeline.run(100 * SECOND);
        assertNone();
        assertEquals(List.of(0, 0), pipeline.remembered());
    }
}
