package io.migomail.ingress.rest;

import io.migomail.core.record.AcceptedMessage;
import io.migomail.ingress.intake.MessageLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log in memory that can be away (answers with an error) or silent (never answers). */
final class FakeLog implements MessageLog {
    enum Mood {
        FINE,
        AWAY,
        SILENT,
        /** Durable once {@link #held} is complete. */
        HELD
    }

    final List<AcceptedMessage> messages = new CopyOnWriteArrayList<>();
    final CompletableFuture<Long> held = new CompletableFuture<>();
    volatile Mood mood = Mood.FINE;

    @Override
    public CompletionStage<Long> append(AcceptedMessage message) {
        return switch (mood) {
            case FINE -> {
                messages.add(message);
                yield CompletableFuture.completedFuture(message.getHead().getReceivedAt() + 1);
            }
            case AWAY -> CompletableFuture.failedFuture(new IllegalStateException("no broker"));
            case SILENT -> new CompletableFuture<>();
            case HELD -> {
                messages.add(message);
                yield held;
            }
        };
    }

    @Override
    public boolean healthy() {
        return mood == Mood.FINE;
    }

    AcceptedMessage only() {
        if (messages.size() != 1) {
            throw new AssertionError("messages in the log: " + messages.size());
        }
        return messages.get(0);
    }
}
