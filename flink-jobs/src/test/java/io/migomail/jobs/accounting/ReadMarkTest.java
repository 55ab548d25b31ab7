package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Cell;
import io.migomail.core.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadMarkTest {
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private boolean away;
    private final ReadMark mark = new ReadMark(
            new ReadMark.Positions() {
                @Override
                public Map<TopicPartition, Long> ends(List<Topics.Topic> topics) throws IOException {
                    if (away) {
                        throw new IOException("away");
                    }
                    return topics.stream()
                            .collect(Collectors.toMap(
                                    topic -> new TopicPartition(topic.name(), 0),
                                    topic -> ReadMarkTest.this.ends.getOrDefault(topic.name(), 0L)));
                }

                @Override
                public boolean reached(String pipeline, Map<TopicPartition, Long> wanted) {
                    return wanted.values().stream().allMatch(end -> committed.getOrDefault(pipeline, 0L) >= end);
                }
            },
            ReadMark.journal(Cell.first(2)));

    @Test
    void theJournalOfEachCellCounts() throws Exception {
        ends.put("mail.outcomes.cell-1", 5L);
        committed.put(ReadMark.DERIVES, 4L);
        mark.look(100);
        mark.look(200);
        assertEquals(0, mark.until());
        committed.put(ReadMark.DERIVES, 5L);
        mark.look(300);
        assertEquals(100, mark.until());
    }

    @Test
    void anInstantIsReadWhenItsJournalWasDerivedAndTheEventsOfThatWereRead() throws Exception {
        ends.put("mail.outcomes", 5L);
        mark.look(100);
        assertEquals(0, mark.until());
        ends.put("mail.outcomes", 50L);
        committed.put("derive", 5L);
        ends.put("mail.events", 7L);
        mark.look(200);
        assertEquals(0, mark.until());
        ends.put("mail.events", 70L);
        committed.put("stuck", 6L);
        mark.look(300);
        assertEquals(0, mark.until());
        committed.put("stuck", 7L);
        mark.look(400);
        assertEquals(100, mark.until(), "what was written then");
        mark.look(500);
        assertEquals(100, mark.until(), "50 outcomes are not derived");
        committed.put("derive", 50L);
        committed.put("stuck", 70L);
        mark.look(600);
        assertEquals(500, mark.until());
    }

    @Test
    void aBrokerThatIsAwayIsAskedAgain() throws Exception {
        away = true;
        mark.look(100);
        away = false;
        mark.look(200);
        assertEquals(200, mark.until());
    }
}
