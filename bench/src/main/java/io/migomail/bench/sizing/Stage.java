package io.migomail.bench.sizing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Stations of one kind. */
final class Stage {
    private final List<Station> stations = new ArrayList<>();
    private int next;
    private double worked;
    private double busiest;

    Stage(int count, Supplier<Station> station) {
        for (int i = 0; i < count; i++) {
            stations.add(station.get());
        }
    }

    Station at(int number) {
        return stations.get(number);
    }

    int count() {
        return stations.size();
    }

    /** In turn. */
    Station next() {
        next = (next + 1) % stations.size();
        return stations.get(next);
    }

    Collection<Station> all() {
        return stations;
    }

    /** Takes down what was worked until now, the end of the load. */
    void close(double millis) {
        double servers = 0;
        for (Station station : stations) {
            servers += station.servers();
            worked += station.worked();
            busiest = Math.max(busiest, station.worked() / (station.servers() * millis));
        }
        worked /= servers * millis;
    }

    /** What it did of what it could have done, and the same of its busiest station; more than 1 where work was begun that went on. */
    Outcome.Use use() {
        return new Outcome.Use(
                worked,
                busiest,
                stations.stream().mapToInt(Station::longest).max().orElse(0));
    }
}
