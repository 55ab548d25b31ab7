package io.migomail.mta.pace;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** State on the heap, for simulations and tests; {@link #copy} is a checkpoint. One thread. */
public final class MemoryState implements PaceState {
    private final Map<String, byte[]> bodies = new HashMap<>();
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, InFlight> inFlight = new HashMap<>();
    private final Map<Index, TreeSet<Slot>> indexes = new EnumMap<>(Index.class);
    private Marks marks = new Marks();

    public MemoryState() {
        for (Index index : Index.values()) {
            indexes.put(index, new TreeSet<>());
        }
    }

    /** A state of its own with the same content. */
    public MemoryState copy() {
        MemoryState copy = new MemoryState();
        copy.bodies.putAll(bodies);
        copy.items.putAll(items);
        copy.inFlight.putAll(inFlight);
        indexes.forEach((index, slots) -> copy.of(index).addAll(slots));
        copy.setMarks(marks);
        return copy;
    }

    /** Deliveries, waiting or in flight. */
    public int deliveries() {
        return bodies.size();
    }

    /** Entries of an index. */
    public int size(Index index) {
        return of(index).size();
    }

    @Override
    public byte @Nullable [] body(String deliveryId) {
        return bodies.get(deliveryId);
    }

    @Override
    public void putBody(String deliveryId, byte[] delivery) {
        bodies.put(deliveryId, delivery);
    }

    @Override
    public void removeBody(String deliveryId) {
        bodies.remove(deliveryId);
    }

    @Override
    public @Nullable Item item(String deliveryId) {
        return items.get(deliveryId);
    }

    @Override
    public void putItem(String deliveryId, Item item) {
        items.put(deliveryId, item);
    }

    @Override
    public void removeItem(String deliveryId) {
        items.remove(deliveryId);
    }

    @Override
    public Map<String, InFlight> inFlight() {
        // Not Map.copyOf, whose order is another one in each process: a simulation must not depend on it.
        return new HashMap<>(inFlight);
    }

    @Override
    public void setInFlight(Map<String, InFlight> attempts) {
        inFlight.clear();
        inFlight.putAll(attempts);
    }

    @Override
    public void add(Index index, Slot slot) {
        of(index).add(slot);
    }

    @Override
    public void remove(Index index, Slot slot) {
        of(index).remove(slot);
    }

    @Override
    public List<Slot> head(Index index, int limit) {
        return of(index).stream().limit(limit).toList();
    }

    @Override
    public Marks marks() {
        return marks.copy();
    }

    @Override
    public void setMarks(Marks marks) {
        this.marks = marks.copy();
    }

    private TreeSet<Slot> of(Index index) {
        return java.util.Objects.requireNonNull(indexes.get(index));
    }
}
