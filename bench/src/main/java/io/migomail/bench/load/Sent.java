package io.migomail.bench.load;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What the sender noted of every message, by number. Thread-safe; instants are those of the monotonic clock. */
public final class Sent {
    private final AtomicLongArray due;
    private final AtomicLongArray answeredAt;
    private final AtomicReferenceArray<@Nullable Answer> answers;

    /** Nothing is noted yet. */
    public Sent(int count) {
        due = new AtomicLongArray(count);
        answeredAt = new AtomicLongArray(count);
        answers = new AtomicReferenceArray<>(count);
    }

    /** Notes when message {@code n} was to be sent. */
    public void due(int n, long at) {
        due.set(n, at);
    }

    /** Notes what was answered to message {@code n}, and when. */
    public void answered(int n, long at, Answer answer) {
        answeredAt.set(n, at);
        answers.set(n, answer);
    }

    /** Number of messages. */
    public int count() {
        return due.length();
    }

    /** When message {@code n} was to be sent. */
    public long due(int n) {
        return due.get(n);
    }

    /** When the system had answered; 0 where it did not. */
    public long answeredAt(int n) {
        return answeredAt.get(n);
    }

    /** The answer, or null where the connection failed or nothing was sent. */
    public @Nullable Answer answer(int n) {
        return answers.get(n);
    }

    /** Whether the system took responsibility for message {@code n}. */
    public boolean accepted(int n) {
        Answer answer = answers.get(n);
        return answer != null && answer.accepted();
    }

    /** Number of messages the system took responsibility for. */
    public int accepted() {
        int accepted = 0;
        for (int n = 0; n < count(); n++) {
            accepted += accepted(n) ? 1 : 0;
        }
        return accepted;
    }
}
