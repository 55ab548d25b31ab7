package io.migomail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private final Registry registry = new Registry();

    private List<String> lines(String name) throws IOException {
        return registry.text()
                .lines()
                .filter(line -> line.startsWith(name))
                .sorted()
                .toList();
    }

    @Test
    void whatIsCountedIsToldWithItsHelpAndType() throws IOException {
        registry.counter(Sample.LETTERS).with("vowel", "latin").add(3);
        String text = registry.text();
        assertTrue(text.contains("# HELP migomail_test_letters_total Letters."), text);
        assertTrue(text.contains("# TYPE migomail_test_letters_total counter"), text);
        assertEquals(
                List.of("migomail_test_letters_total{alphabet=\"latin\",kind=\"vowel\"} 3.0"),
                lines("migomail_test_letters_total"));
    }

    @Test
    void beyondTheBoundAndBesideTheListThereIsOneSeriesOnly() throws IOException {
        Labelled<Count> letters = registry.counter(Sample.LETTERS);
        for (String kind : List.of("vowel", "consonant", "digit")) {
            for (int n = 0; n < 100; n++) {
                letters.with(kind, "alphabet" + n).one();
            }
        }
        Map<String, Double> told = lines("migomail_test_letters_total").stream()
                .collect(Collectors.toMap(
                        l -> l.substring(0, l.lastIndexOf(' ')),
                        l -> Double.parseDouble(l.substring(l.lastIndexOf(' ')))));
        assertTrue(told.size() <= Sample.LETTERS.metric().most() + 1, told.toString());
        assertEquals(
                300, told.values().stream().mapToDouble(Double::doubleValue).sum());
        assertTrue(told.keySet().stream().anyMatch(l -> l.contains("kind=\"other\"")), told.toString());
        assertFalse(told.keySet().stream().anyMatch(l -> l.contains("digit")), told.toString());
    }

    @Test
    void aSeriesThatIsKnownIsTheSameEachTime() {
        Labelled<Count> letters = registry.counter(Sample.LETTERS);
        assertSame(letters.with("vowel", "latin"), letters.with("vowel", "latin"));
        assertSame(letters.with("digit", "latin"), letters.with("digit", "greek"));
        assertThrows(IllegalArgumentException.class, () -> letters.with("vowel"));
    }

    @Test
    void aHistogramTellsItsBounds() throws IOException {
        Spread wait = registry.histogram(Sample.WAIT).with();
        wait.nanos(50_000_000);
        wait.observe(5);
        assertEquals(
                List.of(
                        "migomail_test_wait_seconds_bucket{le=\"+Inf\"} 2",
                        "migomail_test_wait_seconds_bucket{le=\"0.1\"} 1",
                        "migomail_test_wait_seconds_bucket{le=\"1.0\"} 1",
                        "migomail_test_wait_seconds_count 2",
                        "migomail_test_wait_seconds_sum 5.05"),
                lines("migomail_test_wait_seconds"));
    }

    @Test
    void gaugesAreAskedAtEachScrape() throws IOException {
        double[] open = {1};
        registry.gauge(Sample.OPEN, () -> open[0]);
        registry.gauges(Sample.HELD, () -> Map.of("a", 7.0, "stranger", 1.0));
        assertEquals(List.of("migomail_test_open 1.0"), lines("migomail_test_open"));
        open[0] = 2;
        assertEquals(List.of("migomail_test_open 2.0"), lines("migomail_test_open"));
        assertEquals(List.of("migomail_test_held_bytes{server=\"a\"} 7.0"), lines("migomail_test_held_bytes"));
    }

    @Test
    void countersAreAskedAtEachScrape() throws IOException {
        double[] read = {1};
        registry.counters(Sample.READ, () -> Map.of("up", read[0], "sideways", 1.0));
        assertEquals(List.of("migomail_test_read_total{direction=\"up\"} 1.0"), lines("migomail_test_read_total"));
        read[0] = 2;
        assertEquals(List.of("migomail_test_read_total{direction=\"up\"} 2.0"), lines("migomail_test_read_total"));
    }

    @Test
    void ofALabelWithoutAListNoMoreIsToldThanItMayHave() throws IOException {
        registry.gauges(Sample.AGE, () -> Map.of("a", 1.0, "b", 1.0, "c", 1.0));
        assertEquals(2, lines("migomail_test_age_seconds").size());
    }

    @Test
    void aMetricIsRegisteredOnceAndAsWhatItIs() {
        registry.counter(Sample.LETTERS);
        assertThrows(IllegalArgumentException.class, () -> registry.counter(Sample.LETTERS));
        assertThrows(IllegalArgumentException.class, () -> registry.histogram(Sample.OPEN));
    }
}
