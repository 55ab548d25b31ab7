package io.migomail.ingress.pace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Requests that wait for records of a topic, by what those name. Thread-safe; each is removed by whoever added it. */
final class Waiters<W> {
    private final Map<String, List<W>> waiters = new ConcurrentHashMap<>();

    void add(String name, W waiter) {
        waiters.compute(name, (key, list) -> {
            List<W> present = list == null ? new CopyOnWriteArrayList<>() : list;
            present.add(waiter);
            return present;
        });
    }

    void remove(String name, W waiter) {
        waiters.computeIfPresent(name, (key, list) -> {
            list.remove(waiter);
            return list.isEmpty() ? null : list;
        });
    }

    List<W> of(String name) {
        return waiters.getOrDefault(name, List.of());
    }
}
