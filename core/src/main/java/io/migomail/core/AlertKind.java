package io.migomail.core;

import io.migomail.core.record.Alert;
import io.migomail.core.record.AlertFigures;
import java.time.Duration;
import java.util.Locale;

/** What an alert is about. */
public enum AlertKind {
    /** Too many deliveries miss the promised time: at this pace what may miss it is used up long before its time. */
    SLO_BURN,
    /** Nothing happens to deliveries though their time has come, or is over. */
    STUCK_DELIVERIES;

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static AlertKind of(String word) {
        return Words.of(values(), AlertKind::word, word, "kind of alert");
    }

    /** An alert as a sentence for humans. */
    public static String sentence(Alert alert) {
        return switch (of(alert.getKind())) {
            case SLO_BURN -> burn(alert.getMessageClass(), alert.getFigures());
            case STUCK_DELIVERIES -> stuck(alert.getMessageClass(), alert.getFigures());
        };
    }

    private static String stuck(String messageClass, AlertFigures figures) {
        return String.format(
                Locale.ROOT,
                figures.getDeliveries() == 1
                        ? "Nothing happened to %,d %s delivery in time: it has been due since %s."
                        : "Nothing happened to %,d %s deliveries in time: the oldest has been due since %s.",
                figures.getDeliveries(),
                messageClass,
                IsoTime.text(figures.getSince()));
    }

    private static String burn(String messageClass, AlertFigures figures) {
        return String.format(
                Locale.ROOT,
                "Of %,d %s deliveries within %s, %,d missed the promised %d seconds or failed through our fault (%.1f %%); %.1f %% may.",
                figures.getDeliveries(),
                messageClass,
                span(figures.getWindowSeconds()),
                figures.getMissed(),
                Limits.SLA_TARGET.toSeconds(),
                100.0 * figures.getMissed() / Math.max(1, figures.getDeliveries()),
                100 * (1 - AccountingLimits.SLO_OBJECTIVE));
    }

    private static String span(long seconds) {
        long minutes = Duration.ofSeconds(seconds).toMinutes();
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
