package io.migomail.mta.pace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of a {@link Slot} whose order is the order of slots: RocksDB iterates by serialized key. The instant big-endian
 * (never negative), then the id in ASCII, ended by a zero octet: a length in front would sort by length.
 */
public final class SlotSerializer extends TypeSerializerSingleton<Slot> {
    public static final SlotSerializer INSTANCE = new SlotSerializer();
    private static final long serialVersionUID = 1L;
    private static final int END = 0;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Slot createInstance() {
        return new Slot(0, "");
    }

    @Override
    public Slot copy(Slot from) {
        return from;
    }

    @Override
    public Slot copy(Slot from, Slot reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Slot slot, DataOutputView target) throws IOException {
        target.writeLong(slot.at());
        target.write(slot.deliveryId().getBytes(StandardCharsets.UTF_8));
        target.writeByte(END);
    }

    @Override
    public Slot deserialize(DataInputView source) throws IOException {
        long at = source.readLong();
        ByteArrayOutputStream id = new ByteArrayOutputStream(48);
        for (int octet = source.readUnsignedByte(); octet != END; octet = source.readUnsignedByte()) {
            id.write(octet);
        }
        return new Slot(at, id.toString(StandardCharsets.UTF_8));
    }

    @Override
    public Slot deserialize(Slot reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Slot> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The serializer has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Slot> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
