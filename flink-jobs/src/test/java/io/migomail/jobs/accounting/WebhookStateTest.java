package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * The state of webhook queues as version 0.1.0 wrote it: each golden file holds Flink's versioned description of the
 * type and one value. Fields may be added or removed; what is written here must stay readable.
 */
class WebhookStateTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @Test
    void theCountersOfAnEndpointAreReadAsTheyWereWritten() throws IOException {
        EndpointState read = read("endpoint-state-v1.hex", EndpointState.TYPE);
        assertEquals(
                List.of(3L, 9L, 6L, 2L, 1_700_000_000_000L),
                List.of(read.head, read.tail, (long) read.pending, (long) read.failures, read.pausedUntil));
        assertEquals(List.of(new EndpointState.Flight("evt_1", 2, 1_700_000_060_000L)), read.flights);
    }

    @Test
    void anEventThatWaitsIsReadAsItWasWritten() throws IOException {
        PendingEvent read = read("pending-event-v1.hex", PendingEvent.TYPE);
        assertArrayEquals("{}".getBytes(StandardCharsets.UTF_8), read.body());
        assertEquals(List.of(4L, 1_700_000_000_000L), List.of((long) read.failures(), read.due()));
    }

    private static EndpointState endpoint() {
        EndpointState state = new EndpointState();
        state.head = 3;
        state.tail = 9;
        state.pending = 6;
        state.failures = 2;
        state.pausedUntil = 1_700_000_000_000L;
        state.flights.add(new EndpointState.Flight("evt_1", 2, 1_700_000_060_000L));
        return state;
    }

    @Test
    void whatIsWrittenNowIsWhatTheGoldenFilesHold() throws IOException {
        check("endpoint-state-v1.hex", hex(EndpointState.TYPE, endpoint()));
        PendingEvent event = new PendingEvent("{}".getBytes(StandardCharsets.UTF_8), 4, 1_700_000_000_000L);
        check("pending-event-v1.hex", hex(PendingEvent.TYPE, event));
    }

    /** {@code -Dgolden.make=FILE} makes the file. */
    private static void check(String file, String written) throws IOException {
        if (System.getProperty("golden.make", "").equals(file)) {
            Files.writeString(GOLDEN.resolve(file), written + "\n");
        }
        assertEquals(golden(file), written);
    }

    private static <T> T read(String file, TypeInformation<T> type) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(golden(file)));
        TypeSerializerSnapshot<T> old =
                TypeSerializerSnapshot.readVersionedSnapshot(in, WebhookStateTest.class.getClassLoader());
        TypeSerializer<T> serializer = serializer(type);
        TypeSerializerSchemaCompatibility<T> compatibility =
                serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
        assertFalse(compatibility.isIncompatible(), file);
        return old.restoreSerializer().deserialize(in);
    }

    private static <T> String hex(TypeInformation<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = serializer(type);
        DataOutputSerializer out = new DataOutputSerializer(1024);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(value, out);
        return HexFormat.of().formatHex(out.getCopyOfBuffer());
    }

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    private static String golden(String file) throws IOException {
        return Files.readString(GOLDEN.resolve(file)).strip();
    }
}
