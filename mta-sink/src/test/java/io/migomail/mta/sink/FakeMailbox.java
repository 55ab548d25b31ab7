package io.migomail.mta.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/** Keeps what a task would run, until it is told to. */
final class FakeMailbox implements MailboxExecutor {
    private final List<ThrowingRunnable<? extends Exception>> mails = new ArrayList<>();

    @Override
    public void execute(
            MailOptions options, ThrowingRunnable<? extends Exception> mail, String text, Object... arguments) {
        mails.add(mail);
    }

    void runOne() throws Exception {
        mails.remove(0).run();
    }

    @Override
    public void yield() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean tryYield() {
        return false;
    }

    @Override
    public boolean shouldInterrupt() {
        return false;
    }
}
