package io.migomail.ingress.story;

import io.migomail.analytics.SlaQuery;
import io.migomail.analytics.SlaRow;
import io.migomail.analytics.StatsCounts;
import io.migomail.analytics.StatsLatency;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.WindowFigures;
import io.migomail.analytics.WindowQuery;
import java.util.List;

/** Where statistics over events are asked for. Thread-safe; blocks for seconds. */
public interface StatsStore {
    /** What happened, by part of the range and then by group; a part without an event is left out. */
    List<StatsCounts> counts(StatsQuery query) throws MessageStore.StoreAway;

    /** How long what was accepted within the range took, likewise. */
    List<StatsLatency> latency(StatsQuery query) throws MessageStore.StoreAway;

    /** What the accounting job has counted by the minute, likewise. */
    List<WindowFigures> windows(WindowQuery query) throws MessageStore.StoreAway;

    /** What became of the messages of a range and how long it took, by application and class; the total as the last row. */
    List<SlaRow> sla(SlaQuery query) throws MessageStore.StoreAway;
}
