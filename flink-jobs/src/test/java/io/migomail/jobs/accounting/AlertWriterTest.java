package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.WindowFact;
import io.migomail.core.AccountingLimits;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.mta.metric.FlinkMeters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class AlertWriterTest {
    private static final long MINUTE = AccountingLimits.ALERT_INTERVAL.toMillis();
    /** The timers' clock begins at a thousand. */
    private static final long AT = 500;

    private final List<List<AlertFinding>> found = new ArrayList<>();
    private final FakeTimers timers = new FakeTimers();
    private final Desk<List<AlertFinding>> findings = new Desk<>() {
        @Override
        public void accept(List<AlertFinding> list) {
            found.add(list);
        }

        @Override
        public void close() {}
    };

    private AlertWriter writer(Collection<byte[]> state) {
        return new AlertWriter(findings, timers, state, meters());
    }

    private static MailEvent event(String type, String blame, long took) {
        return MailEvent.newBuilder()
                .setEventId("evt_1")
                .setType(type)
                .setAt(AT)
                .setBlame(blame)
                .setDeliveryId("msg_1.0")
                .setHead(MessageHead.newBuilder()
                        .setMessageId("msg_1")
                        .setAccountId("acc")
                        .setApplicationId("app")
                        .setEnvironment("live")
                        .setMessageClass("critical")
                        .setReceivedAt(AT))
                .setInstants(Instants.newBuilder().setAcceptedAt(took == 0 ? 0 : AT + took))
                .build();
    }

    private static WindowFact late() {
        return WindowFact.of(event("delivered", "", 2_001));
    }

    private static PromiseMeters meters() {
        return new PromiseMeters(new FlinkMeters(new UnregisteredMetricsGroup()));
    }

    @Test
    void whatIsWatchedIsWhatEndsAndIsPromised() {
        MailEvent kept = event("delivered", "", 2_000);
        assertEquals(WindowFact.Promise.KEPT, WindowFact.of(kept).promise());
        assertEquals(WindowFact.Promise.BROKEN, late().promise());
        assertEquals(
                WindowFact.Promise.KEPT, late().after(0, AT + 1_000).promise(), "deferred by the recipient's side");
        assertEquals(
                WindowFact.Promise.BROKEN,
                WindowFact.of(event("failed", "us", 0)).promise());
        for (MailEvent none :
                List.of(event("hard_bounce", "recipient", 0), event("soft_bounce", "us", 0), event("expired", "", 0))) {
            assertFalse(AlertWriter.isWatched(WindowFact.of(none)), none.getType());
        }
        assertTrue(AlertWriter.isWatched(late()));
        MailEvent sandbox = kept.toBuilder()
                .setHead(kept.getHead().toBuilder().setEnvironment("sandbox"))
                .build();
        assertFalse(AlertWriter.isWatched(WindowFact.of(sandbox)));
    }

    @Test
    void onceAMinuteItIsSaidWhatBurnsAndARestartKnowsIt() throws Exception {
        AlertWriter writer = writer(List.of());
        for (int i = 0; i < AccountingLimits.SLO_ENOUGH; i++) {
            writer.write(late(), null);
        }
        List<byte[]> state = writer.snapshotState(1);
        timers.advance(MINUTE - 1);
        assertEquals(List.of(), found);
        timers.advance(1);
        assertEquals(1, found.size());
        AlertFinding finding = found.get(0).get(0);
        assertEquals(new AlertTarget("acc", "app", "critical"), finding.target());
        assertNotNull(finding.figures());
        assertEquals(AccountingLimits.SLO_ENOUGH, finding.figures().getMissed());
        writer.close();

        found.clear();
        AlertWriter restored = new AlertWriter(findings, timers, state, meters());
        timers.advance(MINUTE);
        assertEquals(finding, found.get(found.size() - 1).get(0));
        restored.close();
    }

    @Test
    void whatIsLongOverIsSaidNoMore() throws Exception {
        AlertWriter writer = writer(List.of());
        writer.write(late(), null);
        for (int i = 0; i < 7 * 60; i++) {
            timers.advance(MINUTE);
        }
        assertEquals(List.of(), found.get(found.size() - 1));
        assertEquals(List.of(), writer.snapshotState(1));
        writer.close();
    }
}
