package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.015S, 15 ms",
        "PT2.46S, 2.4 s",
        "PT59.9S, 59 s",
        "PT3M20S, 3 min 20 s",
        "PT2H5M9S, 2 h 5 min",
        "PT1H0M30S, 1 h",
        "P4DT1H3M, 4 d 1 h",
        "-PT90S, 1 min 30 s",
        "PT0S, 0 ms"
    })
    void aDurationHasTwoUnitsAtMost(Duration duration, String text) {
        assertEquals(text, Times.text(duration));
    }

    @Test
    void anInstantHasItsMilliseconds() {
        assertEquals("2026-11-28T01:51:06.000Z", Times.exactly(Instant.parse("2026-11-28T01:51:06Z")));
        assertEquals("2026-11-28T01:51:06.820Z", Times.exactly(Instant.parse("2026-11-28T01:51:06.8201Z")));
    }
}
