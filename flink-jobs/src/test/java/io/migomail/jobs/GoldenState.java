package io.migomail.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Flink state as a version wrote it: each golden file holds Flink's versioned description of the type and one value.
 * Fields may be added or removed; what was written must stay readable.
 */
public final class GoldenState {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private GoldenState() {}

    /** What is written now is what the file holds; {@code -Dgolden.make=FILE} makes the file. */
    public static <T> void check(String file, TypeInformation<T> type, T value) throws IOException {
        String written = hex(type, value);
        if (System.getProperty("golden.make", "").equals(file)) {
            Files.writeString(GOLDEN.resolve(file), written + "\n");
        }
        assertEquals(golden(file), written);
    }

    /** The value of the file, read as a restored job reads it. */
    public static <T> T read(String file, TypeInformation<T> type) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(golden(file)));
        TypeSerializerSnapshot<T> old =
                TypeSerializerSnapshot.readVersionedSnapshot(in, GoldenState.class.getClassLoader());
        TypeSerializerSchemaCompatibility<T> compatibility =
                serializer(type).snapshotConfiguration().resolveSchemaCompatibility(old);
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
