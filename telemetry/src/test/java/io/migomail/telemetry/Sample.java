package io.migomail.telemetry;

import java.util.List;

/** Metrics of nothing. */
enum Sample implements Metric.Defined {
    LETTERS(Metric.counter(
            "migomail_test_letters_total",
            Unit.COUNT,
            "Letters.",
            Label.of("kind", "what it is", "vowel", "consonant"),
            Label.atMost(2, "alphabet", "of which"))),
    WAIT(Metric.histogram("migomail_test_wait_seconds", Unit.SECONDS, "Waits.", List.of(0.1, 1.0))),
    OPEN(Metric.gauge("migomail_test_open", Unit.COUNT, "Open now.")),
    READ(Metric.counter(
            "migomail_test_read_total", Unit.COUNT, "Read.", Label.of("direction", "which way", "up", "down"))),
    AGE(Metric.gauge("migomail_test_age_seconds", Unit.SECONDS, "Age now.", Label.atMost(2, "queue", "of which"))),
    HELD(Metric.gauge("migomail_test_held_bytes", Unit.BYTES, "Held now.", Label.of("server", "whose", "a", "b")));

    private final Metric metric;

    Sample(Metric metric) {
        this.metric = metric;
    }

    @Override
    public Metric metric() {
        return metric;
    }
}
