package io.migomail.analytics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of an application and class.
 *
 * @param application empty = of all, which is the report's total
 * @param messages that were accepted from the sender
 * @param deliveries of them, one for each recipient
 * @param outcomes how many deliveries ended in each way; those that are missing have not ended
 */
public record SlaRow(
        String application,
        String messageClass,
        long messages,
        long deliveries,
        Map<Outcome, Long> outcomes,
        Times times) {
    /** The ends of a delivery. */
    public enum Outcome {
        DELIVERED("delivered"),
        HARD_BOUNCED("hard_bounce"),
        EXPIRED("expired"),
        SUPPRESSED("suppressed"),
        CANCELED("canceled"),
        FAILED("failed");

        static final String SELECT_LIST = Arrays.stream(values())
                .map(one -> "toInt64(countIf(type = '" + one.type + "'))")
                .collect(Collectors.joining(", "));

        private final String type;

        Outcome(String type) {
            this.type = type;
        }

        /** The word used in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How long those took that were delivered.
     *
     * @param met how many were within the target, what the recipient's side deferred not counted
     * @param promised from receipt, or the time asked for, to acceptance, what the recipient's side deferred not counted; null = of none
     * @param total the same with it
     * @param deferred from the first refusal that was not our own fault to acceptance, of those that were refused
     * @param deferredMillis the sum of that
     */
    public record Times(
            long met,
            @Nullable Spread promised,
            @Nullable Spread total,
            @Nullable Spread deferred,
            long deferredMillis) {}

    /** The total of nothing. */
    public static SlaRow none() {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, 0L);
        }
        return new SlaRow("", "", 0, 0, outcomes, new Times(0, null, null, null, 0));
    }

    /** How many deliveries a mail server accepted. */
    public long delivered() {
        return outcomes.getOrDefault(Outcome.DELIVERED, 0L);
    }

    /** How many deliveries have not ended. */
    public long pending() {
        return Math.max(
                0, deliveries - outcomes.values().stream().mapToLong(n -> n).sum());
    }

    static SlaRow read(RowBinaryInput in) {
        String application = in.text();
        String messageClass = in.text();
        long messages = in.int64();
        long deliveries = in.int64();
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, in.int64());
        }
        Times times = new Times(in.int64(), Spread.read(in), Spread.read(in), Spread.read(in), in.int64());
        return new SlaRow(application, messageClass, messages, deliveries, outcomes, times);
    }
}
