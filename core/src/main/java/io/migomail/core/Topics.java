package io.migomail.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The topics table: every Kafka topic of the product, with what holds for it.
 *
 * <p>Next on the message's way: {@code io.migomail.jobs.delivery.RenderFunction}.
 */
public final class Topics {
    private Topics() {}

    /** One topic. */
    public record Topic(String name, int partitions, Map<String, String> config) {}

    private static final String RETENTION = "retention.ms";
    private static final String SEGMENT = "segment.ms";
    private static final String COMPACTION = "max.compaction.lag.ms";
    private static final String DAYS_7 = Long.toString(Duration.ofDays(7).toMillis());

    /** Accepted messages, one topic per class; record time is the broker's append time, which is {@code queued_at}. */
    public static final Topic ACCEPTED_CRITICAL = accepted(MessageClass.CRITICAL);

    public static final Topic ACCEPTED_HIGH = accepted(MessageClass.HIGH);
    public static final Topic ACCEPTED_NORMAL = accepted(MessageClass.NORMAL);

    /** What became of attempts and deliveries; keyed by pace key. PACE's journal. */
    public static final Topic OUTCOMES = new Topic("mail.outcomes", 4, Map.of("retention.ms", DAYS_7));

    /** Outcomes of kind {@code rerouted}: deliveries on their way to another key of PACE; part of PACE's journal. */
    public static final Topic REROUTE = new Topic(
            "mail.reroute",
            4,
            Map.of("retention.ms", DAYS_7, "max.message.bytes", Integer.toString(Limits.RECORD_BYTES)));

    /** Opens, clicks and unsubscribes as the links of mails tell them; keyed by delivery id. */
    public static final Topic HITS = new Topic("mail.hits", 4, Map.of("retention.ms", DAYS_7));

    /** Bounces and complaints as they are told by mail; keyed by delivery id. */
    public static final Topic REPORTS = new Topic("mail.reports", 4, Map.of("retention.ms", DAYS_7));

    /** Public events; keyed by message id. */
    public static final Topic EVENTS = new Topic("mail.events", 4, Map.of("retention.ms", DAYS_7));

    /** Attempts to deliver events to webhooks; keyed by webhook id. */
    public static final Topic WEBHOOK_OUTCOMES = new Topic("webhook.outcomes", 4, Map.of("retention.ms", DAYS_7));

    /** Requests to a webhook's queue: retries, replays and what they read; keyed by webhook id. */
    public static final Topic WEBHOOK_REQUESTS = new Topic("webhook.requests", 4, Map.of("retention.ms", DAYS_7));

    /** Requests to cancel and PACE's word on them; kept longer than any delivery waits. One order for all. */
    public static final Topic CANCELS = new Topic("mail.cancels", 1, Map.of("retention.ms", DAYS_7));

    /** Where a delivery is: questions of API nodes and PACE's answers, of no use a moment later. */
    public static final Topic QUESTIONS = new Topic(
            "pace.questions",
            1,
            Map.of("retention.ms", Long.toString(Duration.ofHours(1).toMillis())));

    /** What each pace key does while something waits in it; keyed by pace key, compacted. */
    public static final Topic STATUS = new Topic(
            "pace.status",
            4,
            Map.of(
                    "cleanup.policy",
                    "compact",
                    "segment.ms",
                    Long.toString(Duration.ofHours(1).toMillis()),
                    "delete.retention.ms",
                    Long.toString(Duration.ofHours(1).toMillis())));

    /** Addresses that applications do not write to; compacted. */
    public static final Topic SUPPRESSIONS =
            new Topic("suppressions", 4, Map.of("cleanup.policy", "compact", COMPACTION, DAYS_7));

    /** The control plane's database: compacted, one partition. */
    public static final Topic CONTROL = new Topic(
            "control",
            1,
            Map.of(
                    "cleanup.policy",
                    "compact",
                    COMPACTION,
                    DAYS_7,
                    "max.message.bytes",
                    Integer.toString(Limits.CONTROL_RECORD_BYTES)));

    /** All topics of a system with one cell. */
    public static final List<Topic> ALL = List.of(
            ACCEPTED_CRITICAL,
            ACCEPTED_HIGH,
            ACCEPTED_NORMAL,
            OUTCOMES,
            REROUTE,
            CANCELS,
            QUESTIONS,
            STATUS,
            HITS,
            REPORTS,
            EVENTS,
            WEBHOOK_OUTCOMES,
            WEBHOOK_REQUESTS,
            SUPPRESSIONS,
            CONTROL);

    /** All topics of a system with so many cells. */
    public static List<Topic> all(int cells) {
        return Stream.concat(ALL.stream(), Cell.first(cells).stream().skip(1).flatMap(cell -> cell.topics().stream()))
                .toList();
    }

    /** The topics in which mail of this cell and what belongs to it may be: its own, and those that all cells have in common. */
    public static List<Topic> of(Cell cell) {
        List<Topic> others = Cell.FIRST.topics();
        return Stream.concat(cell.topics().stream(), ALL.stream().filter(topic -> !others.contains(topic)))
                .toList();
    }

    /** Whether it is a cell's {@link #OUTCOMES}. */
    public static boolean isOutcomes(String topic) {
        return Cell.bare(topic).equals(OUTCOMES.name());
    }

    /** The topic of the first cell that takes messages of this class. */
    public static Topic accepted(MessageClass messageClass) {
        return new Topic(
                "mail.accepted." + messageClass.word(),
                4,
                Map.of(
                        "retention.ms",
                        DAYS_7,
                        "message.timestamp.type",
                        "LogAppendTime",
                        "max.message.bytes",
                        Integer.toString(Limits.RECORD_BYTES)));
    }

    /**
     * The longest that a record may be there, of a compacted topic one that was replaced: segments are removed as a whole,
     * so what is first in one goes with what is last. As topics are created; an operator may have changed them.
     */
    public static Duration longest(Topic topic) {
        long kept = Long.parseLong(
                topic.config().getOrDefault(RETENTION, topic.config().getOrDefault(COMPACTION, "0")));
        long segment = Long.parseLong(topic.config().getOrDefault(SEGMENT, DAYS_7));
        return Duration.ofMillis(kept + segment);
    }
}
