package io.migomail.mta.pace;

import io.migomail.telemetry.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * PACE's state in Flink's keyed state: of whichever key is current. Needs the RocksDB backend, whose maps iterate in the
 * order of their serialized keys. Task thread only. A failing store fails the task.
 */
final class FlinkState implements PaceState {
    /** Name of the state that exists for those keys which have attempts in flight. */
    static final String IN_FLIGHT = "pace-in-flight";

    /** Name of the state that exists for those keys which have, or had, deliveries that wait. */
    static final String MARKS = "pace-marks";

    private final MapState<String, byte[]> bodies;
    private final MapState<String, byte[]> items;
    private final ValueState<byte[]> inFlight;
    private final Map<Index, MapState<Slot, Boolean>> indexes = new EnumMap<>(Index.class);
    private final ValueState<byte[]> marks;
    private final Count tombstones;

    /** {@code tombstones} counts those that are put. */
    FlinkState(RuntimeContext context, Count tombstones) {
        this.tombstones = tombstones;
        bodies = context.getMapState(bytes("pace-bodies"));
        items = context.getMapState(bytes("pace-items"));
        inFlight = context.getState(value(IN_FLIGHT));
        for (Index index : Index.values()) {
            indexes.put(
                    index,
                    context.getMapState(new MapStateDescriptor<>(
                            name(index), SlotSerializer.INSTANCE, BooleanSerializer.INSTANCE)));
        }
        marks = context.getState(value(MARKS));
    }

    private static MapStateDescriptor<String, byte[]> bytes(String name) {
        return new MapStateDescriptor<>(name, StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    }

    private static ValueStateDescriptor<byte[]> value(String name) {
        return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
    }

    static String name(Index index) {
        return "pace-index-" + index.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public byte @Nullable [] body(String deliveryId) {
        return read(() -> bodies.get(deliveryId));
    }

    @Override
    public void putBody(String deliveryId, byte[] delivery) {
        write(() -> bodies.put(deliveryId, delivery));
    }

    @Override
    public void removeBody(String deliveryId) {
        write(() -> bodies.remove(deliveryId));
    }

    @Override
    public @Nullable Item item(String deliveryId) {
        byte[] bytes = read(() -> items.get(deliveryId));
        return bytes == null ? null : PaceCodec.item(bytes);
    }

    @Override
    public void putItem(String deliveryId, Item item) {
        write(() -> items.put(deliveryId, PaceCodec.encode(item)));
        if (item instanceof Tombstone) {
            tombstones.one();
        }
    }

    @Override
    public void removeItem(String deliveryId) {
        write(() -> items.remove(deliveryId));
    }

    @Override
    public Map<String, InFlight> inFlight() {
        byte[] bytes = read(inFlight::value);
        return bytes == null ? Map.of() : PaceCodec.inFlight(bytes);
    }

    @Override
    public void setInFlight(Map<String, InFlight> attempts) {
        if (attempts.isEmpty()) {
            inFlight.clear();
        } else {
            write(() -> inFlight.update(PaceCodec.encode(attempts)));
        }
    }

    @Override
    public void add(Index index, Slot slot) {
        write(() -> of(index).put(slot, true));
    }

    @Override
    public void remove(Index index, Slot slot) {
        write(() -> of(index).remove(slot));
    }

    @Override
    public List<Slot> head(Index index, int limit) {
        List<Slot> head = new ArrayList<>();
        write(() -> {
            for (Slot slot : of(index).keys()) {
                if (head.size() == limit) {
                    return;
                }
                inOrder(head, slot);
            }
        });
        return head;
    }

    private static void inOrder(List<Slot> head, Slot next) {
        if (!head.isEmpty() && head.get(head.size() - 1).compareTo(next) > 0) {
            throw new IllegalStateException("PACE needs a state backend with ordered maps: state.backend.type rocksdb");
        }
        head.add(next);
    }

    @Override
    public Marks marks() {
        byte[] bytes = read(marks::value);
        return bytes == null ? new Marks() : PaceCodec.marks(bytes);
    }

    @Override
    public void setMarks(Marks numbers) {
        write(() -> marks.update(PaceCodec.encode(numbers)));
    }

    private MapState<Slot, Boolean> of(Index index) {
        return Objects.requireNonNull(indexes.get(index));
    }

    // The operator's edge: Flink's state declares Exception, and any of them ends the task.
    private static <T extends @Nullable Object> T read(Callable<T> access) {
        try {
            return access.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // Flink's state declares Exception; any of them ends the task
            throw new FlinkRuntimeException("PACE's state cannot be read", e);
        }
    }

    private static void write(Access access) {
        try {
            access.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // Flink's state declares Exception; any of them ends the task
            throw new FlinkRuntimeException("PACE's state cannot be accessed", e);
        }
    }

    @FunctionalInterface
    private interface Access {
        void run() throws Exception;
    }
}
