package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Topics.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellTest {
    private static Settings settings(String cells, String cell) {
        return Settings.from(Map.of("MIGO_CELLS", cells, "MIGO_CELL", cell));
    }

    @Test
    void theFirstCellHasTheTopicsThatAlwaysWere() {
        assertEquals(Topics.ACCEPTED_HIGH, Cell.FIRST.accepted(MessageClass.HIGH));
        assertEquals(Topics.OUTCOMES, Cell.FIRST.outcomes());
        assertEquals(Topics.REROUTE, Cell.FIRST.reroute());
        assertEquals(Topics.ALL, Topics.all(1));
        assertEquals(new HashSet<>(Topics.ALL), new HashSet<>(Topics.of(Cell.FIRST)));
    }

    @Test
    void noTwoCellsHaveATopicInCommonThatMailIsIn() {
        Set<String> names = new HashSet<>();
        for (Cell cell : Cell.first(PoolLimits.CELLS)) {
            for (Topic topic : cell.topics()) {
                assertTrue(names.add(topic.name()), topic.name());
            }
        }
        assertEquals(5 * PoolLimits.CELLS, names.size());
    }

    @Test
    void aFurtherCellsTopicsAreLikeTheFirstOnes() {
        assertEquals(
                new Topic("mail.outcomes.cell-2", Topics.OUTCOMES.partitions(), Topics.OUTCOMES.config()),
                new Cell(2).outcomes());
        assertTrue(Topics.isOutcomes("mail.outcomes.cell-2"));
        assertTrue(Topics.isOutcomes("mail.outcomes"));
        assertFalse(Topics.isOutcomes("webhook.outcomes"));
        assertFalse(Topics.isOutcomes("mail.accepted.high.cell-2"));
        assertEquals(
                List.of(),
                Topics.of(new Cell(2)).stream()
                        .filter(Cell.FIRST.topics()::contains)
                        .toList());
    }

    @Test
    void aJobIsOneOfThoseThatThereAre() {
        assertEquals(new Cell(1), Cell.of(settings("2", "1")));
        assertEquals(Cell.FIRST, Cell.of(Settings.from(Map.of())));
        var e = assertThrows(IllegalArgumentException.class, () -> Cell.of(settings("2", "2")));
        assertEquals("MIGO_CELL is 2, and with MIGO_CELLS 2 the last cell is 1", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Cell.all(settings("65", "0")));
        assertThrows(IllegalArgumentException.class, () -> Cell.of(settings("1", "-1")));
    }
}
