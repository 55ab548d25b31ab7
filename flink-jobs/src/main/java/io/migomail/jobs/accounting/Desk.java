package io.migomail.jobs.accounting;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where findings go: it returns at once, whatever is slow or away behind it. */
interface Desk<T> extends AutoCloseable, Consumer<T> {
    @Override
    void close();

    /** What is done with them; blocks. */
    @FunctionalInterface
    interface Work<T> {
        void settle(T found) throws InterruptedException;
    }

    /**
     * A thread that does the work. What comes while it has others waiting is left, as the next ones say it as well.
     *
     * @param closed what is closed with it
     */
    static <T> Desk<T> thread(String name, Work<T> work, Runnable closed) {
        return new OwnThread<>(name, work, closed);
    }

    /** See {@link #thread}. */
    final class OwnThread<T> implements Desk<T> {
        private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
        private static final Duration CLOSE = Duration.ofSeconds(2);

        private final Work<T> work;
        private final Runnable closed;
        private final ThreadPoolExecutor thread;

        private OwnThread(String name, Work<T> work, Runnable closed) {
            this.work = work;
            this.closed = closed;
            thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), task -> {
                Thread made = new Thread(task, name);
                made.setDaemon(true);
                return made;
            });
        }

        @Override
        public void accept(T found) {
            try {
                thread.execute(() -> settle(found));
            } catch (RejectedExecutionException e) {
                LOG.info("alerts are not written in time, or this task is closing");
            }
        }

        private void settle(T found) {
            try {
                work.settle(found);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
            try {
                if (!thread.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.info("alerts are still being written while this task closes");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            closed.run();
        }
    }
}
