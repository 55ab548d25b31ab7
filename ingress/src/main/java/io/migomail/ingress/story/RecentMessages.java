package io.migomail.ingress.story;

import io.migomail.core.Bounded;
import io.migomail.core.record.AcceptedMessage;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last messages that this node accepted, without their content: what can be told of them until the event store
 * knows them. Thread-safe, bounded.
 */
public final class RecentMessages implements Consumer<AcceptedMessage> {
    private static final int CAPACITY = 10_000;

    private final Map<String, AcceptedMessage> messages = Bounded.youngest(CAPACITY);

    @Override
    public void accept(AcceptedMessage message) {
        AcceptedMessage head = message.toBuilder().clearContent().build();
        synchronized (messages) {
            messages.put(message.getHead().getMessageId(), head);
        }
    }

    /** The message without its content, or null. */
    public @Nullable AcceptedMessage get(String messageId) {
        synchronized (messages) {
            return messages.get(messageId);
        }
    }

    /** Forgets messages. */
    public void forget(Predicate<AcceptedMessage> which) {
        synchronized (messages) {
            messages.values().removeIf(which);
        }
    }
}
