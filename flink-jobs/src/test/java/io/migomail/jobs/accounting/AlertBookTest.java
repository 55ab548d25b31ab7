package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.ControlPlane;
import io.migomail.core.AccountingLimits;
import io.migomail.core.AlertKind;
import io.migomail.core.record.Alert;
import io.migomail.core.record.AlertFigures;
import io.migomail.core.record.Application;
import io.migomail.core.record.MailEvent;
import io.migomail.testkit.FakeTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final AlertTarget TARGET = new AlertTarget("acc", "app", "critical");
    private static final AlertFigures FIGURES = AlertFigures.newBuilder()
            .setBurnRate(20)
            .setWindowSeconds(3600)
            .setDeliveries(1000)
            .setMissed(200)
            .build();
    private static final List<AlertFinding> BURNING = List.of(new AlertFinding(TARGET, AlertKind.SLO_BURN, FIGURES));
    private static final List<AlertFinding> NOT_CALM = List.of(new AlertFinding(TARGET, AlertKind.SLO_BURN, null));

    private final List<MailEvent> told = new ArrayList<>();
    private boolean away;
    private ControlPlane control;
    private AlertBook book;

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(new FakeTime());
        control.put(Application.newBuilder().setId("app").setAccountId("acc").build(), 0);
        book = book();
    }

    private AlertBook book() {
        return new AlertBook(control, AlertKind.SLO_BURN, event -> {
            if (!away) {
                told.add(event);
            }
            return !away;
        });
    }

    @AfterEach
    void close() {
        control.close();
    }

    private Alert only() {
        assertEquals(1, control.view().alerts("acc").size());
        return control.view().alerts("acc").get(0);
    }

    private List<String> types() {
        return told.stream().map(MailEvent::getType).toList();
    }

    @Test
    void itOpensOnceStaysWhileItIsNotCalmAndIsResolved() throws Exception {
        book.settle(BURNING, NOW);
        book.settle(BURNING, NOW + 1);
        book().settle(NOT_CALM, NOW + 2);
        Alert open = only();
        assertEquals(List.of(NOW, 0L), List.of(open.getOpenedAt(), open.getResolvedAt()));
        assertEquals(FIGURES, open.getFigures());
        assertEquals(List.of("alert_opened"), types());
        assertTrue(told.get(0).getDetail().contains("200 missed"), told.get(0).getDetail());
        assertEquals(
                List.of("acc", "app", "live", open.getId()),
                List.of(
                        told.get(0).getHead().getAccountId(),
                        told.get(0).getHead().getApplicationId(),
                        told.get(0).getHead().getEnvironment(),
                        told.get(0).getHead().getMessageId()));

        book.settle(List.of(), NOW + 3);
        assertEquals(NOW + 3, only().getResolvedAt());
        assertEquals(List.of("alert_opened", "alert_resolved"), types());
        book.settle(BURNING, NOW + 4);
        assertEquals(2, control.view().alerts("acc").size(), "another one");
    }

    @Test
    void whatIsNotCalmOpensNothing() throws Exception {
        book.settle(NOT_CALM, NOW);
        assertEquals(List.of(), control.view().alerts("acc"));
    }

    @Test
    void whatCouldNotBeToldIsToldByWhoeverComesNext() throws Exception {
        away = true;
        book.settle(BURNING, NOW);
        book.settle(List.of(), NOW + 1);
        assertTrue(only().getUntoldOpened() && only().getUntoldResolved());
        away = false;
        book().settle(List.of(), NOW + 2);
        assertEquals(List.of("alert_opened", "alert_resolved"), types());
        book().settle(List.of(), NOW + 3);
        assertEquals(2, told.size());
    }

    @Test
    void figuresAreRenewedNowAndThen() throws Exception {
        AlertFigures worse = FIGURES.toBuilder().setMissed(300).build();
        List<AlertFinding> later = List.of(new AlertFinding(TARGET, AlertKind.SLO_BURN, worse));
        book.settle(BURNING, NOW);
        book.settle(later, NOW + AccountingLimits.ALERT_RENEWAL.toMillis() - 1);
        assertEquals(FIGURES, only().getFigures());
        book.settle(later, NOW + AccountingLimits.ALERT_RENEWAL.toMillis());
        assertEquals(worse, only().getFigures());
        assertEquals(1, told.size());
    }

    @Test
    void whatWasResolvedLongAgoAndTheOldestOfManyGo() throws Exception {
        for (int n = 0; n < AccountingLimits.ALERTS + 2; n++) {
            book.settle(BURNING, NOW + 2 * n);
            book.settle(List.of(), NOW + 2 * n + 1);
        }
        assertEquals(AccountingLimits.ALERTS, control.view().alerts("acc").size());
        assertEquals(
                NOW + 4,
                control.view().alerts("acc").stream()
                        .mapToLong(Alert::getOpenedAt)
                        .min()
                        .orElseThrow());
        book.settle(BURNING, NOW + 10_000);
        book.settle(BURNING, NOW + AccountingLimits.ALERT_KEPT.plusDays(1).toMillis());
        assertEquals(NOW + 10_000, only().getOpenedAt());
    }

    @Test
    void anApplicationThatIsGoneHasNoAlert() throws Exception {
        AlertTarget gone = new AlertTarget("acc", "app_gone", "high");
        book.settle(List.of(new AlertFinding(gone, AlertKind.SLO_BURN, FIGURES)), NOW);
        assertEquals(List.of(), control.view().alerts("acc"));
    }
}
