package io.migomail.mta.pace;

import io.migomail.core.Bounded;
import io.migomail.core.record.Delivery;
import io.migomail.mta.RouteLookup;
import io.migomail.mta.Routing;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Questions where deliveries go, which PACE asks before a retry and does not wait for: one a recipient's domain at a time;
 * of too many the oldest are forgotten, and asked again. An answer serves once, for how long it holds is the resolver's to
 * know. Task thread.
 */
final class Lookups implements AutoCloseable {
    private static final int PENDING = 10_000;

    private final RouteLookup lookup;
    private final Map<String, CompletableFuture<Routing>> pending = Bounded.youngest(PENDING);

    Lookups(RouteLookup lookup) {
        this.lookup = lookup;
    }

    /** The answer; null while it is on its way. */
    @Nullable
    Routing ask(Delivery delivery) {
        String about = about(delivery);
        CompletableFuture<Routing> asked = pending.get(about);
        CompletableFuture<Routing> answer =
                asked == null ? lookup.route(delivery).toCompletableFuture() : asked;
        if (answer.isDone()) {
            pending.remove(about);
            return answer.join();
        }
        pending.put(about, answer);
        return null;
    }

    private static String about(Delivery delivery) {
        String recipient = delivery.getRecipient();
        return delivery.getHead().getEnvironment() + recipient.substring(recipient.lastIndexOf('@'));
    }

    @Override
    public void close() {
        lookup.close();
    }
}
