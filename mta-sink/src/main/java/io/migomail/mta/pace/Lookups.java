package io.migomail.mta.pace;

import io.migomail.core.Bounded;
import io.migomail.core.record.Delivery;
import io.migomail.mta.RouteLookup;
import io.migomail.mta.Routing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Questions where deliveries go, which PACE asks before a retry and does not wait for: one a recipient's domain at a time;
 * of too many the oldest are forgotten, and asked again. An answer serves once and soon, for how long it holds is the
 * resolver's to know. Task thread.
 */
final class Lookups implements AutoCloseable {
    private static final int PENDING = 10_000;
    /** Whoever asked may have expired or be held back by now; its answer is not for another one much later. */
    private static final long FRESH = Duration.ofSeconds(5).toMillis();

    private record Question(CompletableFuture<Routing> answer, long asked) {}

    private final RouteLookup lookup;
    private final Map<String, Question> pending = Bounded.youngest(PENDING);

    Lookups(RouteLookup lookup) {
        this.lookup = lookup;
    }

    /** The answer; null while it is on its way. */
    @Nullable
    Routing ask(Delivery delivery, long now) {
        String about = about(delivery);
        Question before = pending.remove(about);
        boolean stale = before != null && before.answer.isDone() && now - before.asked > FRESH;
        Question question =
                before == null || stale ? new Question(lookup.route(delivery).toCompletableFuture(), now) : before;
        if (question.answer.isDone()) {
            return question.answer.join();
        }
        pending.put(about, question);
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
