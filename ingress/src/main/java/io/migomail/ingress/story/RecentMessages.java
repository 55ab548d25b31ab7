package io.migomail.ingress.story;

import io.migomail.control.ControlPlane;
import io.migomail.control.Erasures;
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

    /** Forgets what it knows of somebody when it hears that they are erased, at whatever node; the way to end that. */
    public Runnable forgetErased(ControlPlane control, Erasures erased) {
        return control.onChange(change -> {
            String account = change.record().getErasure().getAccountId();
            if (change.record().hasErasure()) {
                forget(message -> message.getHead().getAccountId().equals(account)
                        && message.getRecipientsList().stream()
                                .anyMatch(each -> erased.covers(
                                        account,
                                        each.getAddress(),
                                        message.getHead().getReceivedAt())));
            }
        });
    }

    private void forget(Predicate<AcceptedMessage> which) {
        synchronized (messages) {
            messages.values().removeIf(which);
        }
    }
}
