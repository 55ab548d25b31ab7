package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.AlertFigures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurnRateTest {
    private static final long NOW = 1_790_000_040_000L;
    private static final AlertTarget TARGET = new AlertTarget("acc", "app", "critical");

    private final BurnRate rate = new BurnRate();

    /** So many deliveries a minute over a span that ends so long ago, of which some missed. */
    private void traffic(Duration begin, Duration end, int deliveries, int missed) {
        for (long at = NOW - begin.toMillis() + 1; at <= NOW - end.toMillis(); at += 60_000) {
            for (int i = 0; i < deliveries; i++) {
                rate.add(at, i < missed, false);
            }
        }
    }

    @Test
    void aFastBurnOverAnHourThatStillLastsIsToldOfThatHour() {
        traffic(Duration.ofHours(1), Duration.ZERO, 20, 3);
        AlertFigures figures = rate.burning(NOW);
        assertNotNull(figures);
        assertEquals(3600, figures.getWindowSeconds());
        assertEquals(15.0, figures.getBurnRate());
        assertEquals(20L * figures.getMissed(), 3L * figures.getDeliveries());
        assertFalse(rate.calm(NOW));
    }

    @Test
    void aSlowBurnIsSeenOverSixHours() {
        traffic(Duration.ofHours(6), Duration.ZERO, 50, 4);
        AlertFigures figures = rate.burning(NOW);
        assertNotNull(figures);
        assertEquals(6 * 3600, figures.getWindowSeconds());
        assertEquals(8.0, figures.getBurnRate());
    }

    @Test
    void whatIsOverIsNotToldThoughTheHourWasBad() {
        traffic(Duration.ofHours(1), Duration.ofMinutes(32), 20, 10);
        traffic(Duration.ofMinutes(31), Duration.ZERO, 20, 0);
        assertNull(rate.burning(NOW));
        assertTrue(rate.calm(NOW));
    }

    @Test
    void halfOfItIsNeitherToldNorCalm() {
        traffic(Duration.ofHours(6), Duration.ZERO, 50, 2);
        assertNull(rate.burning(NOW));
        assertFalse(rate.calm(NOW));
    }

    @Test
    void theFewTellNothing() {
        traffic(Duration.ofHours(1), Duration.ZERO, 1, 1);
        assertNull(rate.burning(NOW), "60 of them");
        traffic(Duration.ofHours(1), Duration.ZERO, 1, 1);
        assertNotNull(rate.burning(NOW), "120 of them");
        assertNull(rate.burning(NOW + Duration.ofHours(1).toMillis()), "none of late");
        assertTrue(rate.calm(NOW + Duration.ofHours(1).toMillis()));
    }

    @Test
    void itIsForgottenAfterSixHoursAndKeptInARecordTillThen() {
        rate.add(NOW, true, true);
        BurnRate read = BurnRate.of(rate.toRecord(TARGET));
        assertEquals(rate.toRecord(TARGET), read.toRecord(TARGET));
        assertEquals(1, read.toRecord(TARGET).getMinutes(0).getOurs());
        assertFalse(read.forget(NOW + Duration.ofHours(6).toMillis()));
        assertTrue(read.forget(NOW + Duration.ofHours(6).plusMinutes(2).toMillis()));
    }
}
