package io.migomail.ingress.pace;

import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceQuestion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One question to PACE, until so many deliveries have been found. Thread-safe. */
final class PlaceWait {
    final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final int expected;
    private final Map<String, DeliveryPlace> places = new TreeMap<>();

    PlaceWait(int expected) {
        this.expected = expected;
    }

    void read(PaceQuestion answer) {
        if (answer.hasPlace()) {
            boolean all;
            synchronized (places) {
                places.put(answer.getPlace().getDeliveryId(), answer.getPlace());
                all = places.size() >= expected;
            }
            if (all) {
                done.complete(true);
            }
        }
    }

    List<DeliveryPlace> places() {
        synchronized (places) {
            return List.copyOf(places.values());
        }
    }
}
