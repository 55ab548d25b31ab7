package io.migomail.jobs.accounting;

import io.migomail.core.Cell;
import io.migomail.core.Topics;
import io.migomail.core.Topics.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to which instant accounting has read what happened: then an event that is not there did not happen. An instant's ends of the journal's
 * topics are reached by whoever derives events, and the end of the events of then by whoever reads those. Used by one thread; blocks.
 */
final class ReadMark {
    /** Who derives events of the journal, and who reads them here: names of their pipelines. */
    static final String DERIVES = "derive";

    static final String READS = "stuck";

    private static final Logger LOG = LoggerFactory.getLogger(ReadMark.class);

    /** Where topics end, and how far pipelines have come; blocks for a few seconds at most. */
    interface Positions {
        Map<TopicPartition, Long> ends(List<Topic> topics) throws IOException, InterruptedException;

        /** Whether a pipeline has completed a checkpoint behind these ends. */
        boolean reached(String pipeline, Map<TopicPartition, Long> ends) throws IOException, InterruptedException;
    }

    private final Positions positions;
    private final List<Topic> written;
    private @Nullable Map<TopicPartition, Long> journal;
    private @Nullable Map<TopicPartition, Long> events;
    private long startedAt;
    private long until;

    /** @param written the topics from which events are derived */
    ReadMark(Positions positions, List<Topic> written) {
        this.positions = positions;
        this.written = written;
    }

    /** What events are derived from: messages that were accepted, and what became of them. */
    static List<Topic> journal(List<Cell> cells) {
        return cells.stream()
                .flatMap(cell -> Stream.concat(cell.accepted().stream(), Stream.of(cell.outcomes())))
                .toList();
    }

    /** Milliseconds; 0 = not known yet. Never goes back. */
    long until() {
        return until;
    }

    /** Looks once more; where nothing can be said now, the next call does. @param now milliseconds */
    void look(long now) throws InterruptedException {
        try {
            if (journal == null) {
                startedAt = now;
                journal = positions.ends(written);
            }
            if (events == null && positions.reached(DERIVES, journal)) {
                events = positions.ends(List.of(Topics.EVENTS));
            }
            if (events != null && positions.reached(READS, events)) {
                until = Math.max(until, startedAt);
                journal = null;
                events = null;
            }
        } catch (IOException e) {
            LOG.info("how far accounting has come is not known now: {}", e.toString());
        }
    }
}
