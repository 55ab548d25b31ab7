package io.migomail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    private static final Label STAGE = Label.of("stage", "part of the way", "a", "b");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail_total",
                "migomail_sent",
                "migomail_Sent_total",
                "migomail__sent_total",
                "migomail_a_seconds_total"
            })
    void aNameThatBreaksTheConventionsIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Metric.counter(name, Unit.MESSAGES, "Sent."));
    }

    @Test
    void everyMetricIsBounded() {
        Label wide = Label.atMost(100, "route", "path");
        Metric product =
                Metric.counter("migomail_x_total", Unit.COUNT, "X.", wide, Label.atMost(100, "status", "code"));
        assertEquals(2_000, product.most());
        assertEquals(50, product.atMost(50).most());
        assertThrows(IllegalArgumentException.class, () -> product.atMost(2_001));
        assertThrows(IllegalArgumentException.class, () -> Label.of("le", "bound", "1"));
    }

    @Test
    void exportedNamesTellWhereItIsRegistered() {
        Metric time = Metric.histogram("migomail_x_seconds", Unit.SECONDS, "X.", Metric.SHORT, STAGE);
        assertEquals(
                List.of("migomail_x_seconds_bucket", "migomail_x_seconds_sum", "migomail_x_seconds_count"),
                time.exported());
        String flink = "flink_taskmanager_job_task_operator_";
        assertEquals(
                List.of(
                        flink + "stage_le_migomail_x_seconds_bucket",
                        flink + "stage_migomail_x_seconds_sum",
                        flink + "stage_migomail_x_seconds_count"),
                time.at(Place.OPERATOR).exported());
        Metric count = Metric.counter("migomail_y_total", Unit.COUNT, "Y.").at(Place.DESERIALIZER);
        assertEquals(List.of(flink + "deserializer_migomail_y_total"), count.exported());
    }
}
