package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpReply;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The two clocks of one connection: silence of the client, and the length of one transfer, so that a trickle of octets
 * does not hold content for ever. They stand still while the server owes a reply. On the event loop only.
 */
final class Deadlines {
    private final EventExecutor loop;
    private final SmtpServerConfig.Bounds bounds;
    private final Consumer<SmtpReply> expired;
    private long lastOctet;
    private boolean paused;
    private @Nullable Future<?> idle;
    private @Nullable Future<?> transfer;

    Deadlines(EventExecutor loop, SmtpServerConfig.Bounds bounds, Consumer<SmtpReply> expired) {
        this.loop = loop;
        this.bounds = bounds;
        this.expired = expired;
        touch();
        armIdle(bounds.idle().toNanos());
    }

    void touch() {
        lastOctet = now();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        touch();
    }

    /** Starts or ends the clock of the transfer. */
    void transferring(boolean running) {
        if (running && transfer == null) {
            transfer = loop.schedule(
                    () -> expired.accept(Replies.SLOW), bounds.transfer().toNanos(), TimeUnit.NANOSECONDS);
        } else if (!running && transfer != null) {
            transfer.cancel(false);
            transfer = null;
        }
    }

    void cancel() {
        transferring(false);
        if (idle != null) {
            idle.cancel(false);
        }
    }

    /** One timer per span of silence at most, not one per read. */
    private void armIdle(long nanos) {
        idle = loop.schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkIdle() {
        long left = bounds.idle().toNanos() - (now() - lastOctet);
        if (paused) {
            armIdle(bounds.idle().toNanos());
        } else if (left <= 0) {
            expired.accept(Replies.IDLE);
        } else {
            armIdle(left);
        }
    }

    private long now() {
        return loop.ticker().nanoTime();
    }
}
