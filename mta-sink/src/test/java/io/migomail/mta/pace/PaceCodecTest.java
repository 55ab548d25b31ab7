package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.core.RecordFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** State outlives builds: its bytes are compared with those of a golden file. */
class PaceCodecTest {
    private static final Past PAST = new Past("192.0.2.1", true, DelayReason.GREYLISTED, "451 4.7.1 später");
    private static final Waiting WAITING = new Waiting(2, 3, 1_700_000_000_123L, 1_700_000_900_000L, PAST);
    private static final Tombstone SETTLED = new Tombstone(Tombstone.Kind.SETTLED, 1, 1_700_003_600_000L, 0, Past.NONE);
    private static final Tombstone EARLY =
            new Tombstone(Tombstone.Kind.EARLY, 2, 1_700_003_600_000L, 1_700_000_060_000L, PAST);
    private static final InFlight IN_FLIGHT =
            new InFlight(0, 1, 1_700_000_000_123L, -5, 1_700_000_900_000L, new Past("", false, DelayReason.RETRY, ""));

    @Test
    void theBytesAreThoseOfTheGoldenFile() throws IOException {
        assertEquals(
                golden(),
                List.of(
                        "waiting " + hex(PaceCodec.encode(WAITING)),
                        "settled " + hex(PaceCodec.encode(SETTLED)),
                        "early " + hex(PaceCodec.encode(EARLY)),
                        "in-flight " + hex(PaceCodec.encode(Map.of("m_1.0", IN_FLIGHT))),
                        "marks " + hex(PaceCodec.encode(marks())),
                        "slot " + hex(slot(new Slot(1_700_000_000_123L, "m_1.0")))));
    }

    @Test
    void theGoldenFileIsRead() throws IOException {
        assertEquals(WAITING, PaceCodec.item(golden("waiting")));
        assertEquals(SETTLED, PaceCodec.item(golden("settled")));
        assertEquals(EARLY, PaceCodec.item(golden("early")));
        assertEquals(Map.of("m_1.0", IN_FLIGHT), PaceCodec.inFlight(golden("in-flight")));
        assertArrayEquals(marks().numbers(), PaceCodec.marks(golden("marks")).numbers());
    }

    @Test
    void marksWithRestsHaveAFormOfTheirOwn() throws IOException {
        Marks held = marks();
        held.setHolding(new Holding(Holds.GROUP, 1_700_000_000_123L, 1_700_000_005_123L, 1, DelayReason.THROTTLED));
        held.setHolding(new Holding(
                Holds.ADDRESS + "192.0.2.1", 1_700_000_000_123L, 1_700_000_015_123L, 2, DelayReason.BLOCKED));
        assertEquals(lines("holds-v1.golden"), List.of("held-marks " + hex(PaceCodec.encode(held))));
        Marks read = PaceCodec.marks(PaceCodec.encode(held));
        assertArrayEquals(held.numbers(), read.numbers());
        assertEquals(List.copyOf(held.holdings()), List.copyOf(read.holdings()));
    }

    @Test
    void marksThatCountWhatWaitsHaveAFormOfTheirOwn() throws IOException {
        Marks counted = marks();
        counted.setCounts(new int[] {1, 0, 70_000});
        counted.setHolding(new Holding(Holds.GROUP, 1_700_000_000_123L, 1_700_000_005_123L, 1, DelayReason.THROTTLED));
        assertEquals(lines("counted-v1.golden"), List.of("counted-marks " + hex(PaceCodec.encode(counted))));
        Marks read = PaceCodec.marks(PaceCodec.encode(counted));
        assertArrayEquals(counted.numbers(), read.numbers());
        assertArrayEquals(counted.counts(), read.counts());
        assertEquals(List.copyOf(counted.holdings()), List.copyOf(read.holdings()));
    }

    @Test
    void marksOfAddressesThatWarmUpHaveAFormOfTheirOwn() throws IOException {
        Marks warming = marks();
        warming.setHolding(new Holding(Holds.GROUP, 1_700_000_000_123L, 1_700_000_005_123L, 1, DelayReason.THROTTLED));
        warming.setShare(new Share("192.0.2.1", 3, 199));
        Marks counted = warming.copy();
        counted.setCounts(new int[] {1, 0, 70_000});
        assertEquals(
                lines("warming-v1.golden"),
                List.of(
                        "warming-marks " + hex(PaceCodec.encode(warming)),
                        "counted " + hex(PaceCodec.encode(counted))));
        for (Marks marks : List.of(warming, counted)) {
            Marks read = PaceCodec.marks(PaceCodec.encode(marks));
            assertArrayEquals(marks.numbers(), read.numbers());
            assertArrayEquals(marks.counts(), read.counts());
            assertEquals(List.copyOf(marks.holdings()), List.copyOf(read.holdings()));
            assertEquals(List.copyOf(marks.shares()), List.copyOf(read.shares()));
        }
    }

    @Test
    void whatNobodyHeardHasAFormOfItsOwn() throws IOException {
        Past unheard = new Past("192.0.2.1", true, DelayReason.EGRESS, "node away", 3);
        Waiting waiting = new Waiting(2, 4, 1_700_000_000_123L, 1_700_000_900_000L, unheard);
        Tombstone early = new Tombstone(Tombstone.Kind.EARLY, 4, 1_700_003_600_000L, 1_700_000_060_000L, unheard);
        InFlight flying = new InFlight(0, 4, 1_700_000_000_123L, -5, 1_700_000_900_000L, unheard);
        assertEquals(
                lines("unheard-v1.golden"),
                List.of(
                        "waiting " + hex(PaceCodec.encode(waiting)),
                        "early " + hex(PaceCodec.encode(early)),
                        "in-flight " + hex(PaceCodec.encode(Map.of("m_1.0", flying)))));
        assertEquals(waiting, PaceCodec.item(PaceCodec.encode(waiting)));
        assertEquals(early, PaceCodec.item(PaceCodec.encode(early)));
        Map<String, InFlight> both = Map.of("m_1.0", flying, "m_2.0", IN_FLIGHT);
        assertEquals(both, PaceCodec.inFlight(PaceCodec.encode(both)));
    }

    private static Marks marks() {
        // As builds wrote them that did not count what waits.
        Marks marks = new Marks(new Marks().numbers(), null);
        marks.setArrival(1_700_000_000_000_007L);
        for (PaceState.Index index : PaceState.Index.values()) {
            marks.setFirst(index, 1_700_000_000_000L + index.name().length());
        }
        return marks;
    }

    @Test
    void aNewerVersionIsRefused() {
        byte[] newer = PaceCodec.encode(WAITING);
        newer[0] = 2;
        assertThrows(RecordFormatException.class, () -> PaceCodec.item(newer));
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] whole = PaceCodec.encode(WAITING);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThrows(RecordFormatException.class, () -> PaceCodec.item(part));
        }
        assertThrows(RecordFormatException.class, () -> PaceCodec.inFlight(whole));
        assertThrows(RecordFormatException.class, () -> PaceCodec.item(PaceCodec.encode(Map.of("m_1.0", IN_FLIGHT))));
    }

    @Test
    void slotsSortByTheirBytes() throws IOException {
        List<Slot> slots = List.of(
                new Slot(0, "z"),
                new Slot(1, "a"),
                new Slot(1, "aa"),
                new Slot(1, "b"),
                new Slot(255, ""),
                new Slot(256, "a"),
                new Slot(Long.MAX_VALUE, "a"));
        for (int i = 1; i < slots.size(); i++) {
            byte[] before = slot(slots.get(i - 1));
            byte[] after = slot(slots.get(i));
            assertEquals(
                    true,
                    java.util.Arrays.compareUnsigned(before, after) < 0,
                    slots.get(i).toString());
            assertEquals(true, slots.get(i - 1).compareTo(slots.get(i)) < 0);
        }
    }

    private static byte[] slot(Slot slot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(32);
        SlotSerializer.INSTANCE.serialize(slot, out);
        return out.getCopyOfBuffer();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] golden(String name) throws IOException {
        return golden().stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> HexFormat.of().parseHex(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> golden() throws IOException {
        return lines("state-v1.golden");
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = PaceCodecTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
