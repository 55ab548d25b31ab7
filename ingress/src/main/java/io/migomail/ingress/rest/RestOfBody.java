package io.migomail.ingress.rest;

import io.migomail.core.Limits;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Between an answer and the end of its exchange: takes and drops what is left of the request's body. A connection that is
 * closed over octets nobody read is reset, and a client that is still writing then never sees why it was refused. Holds no
 * thread and no octets; ends after {@link Limits#DROPPED_BYTES} or {@link Limits#DROPPED_TIME}, and the connection with it.
 */
final class RestOfBody extends Handler.Wrapper {
    /** Pieces that are taken before the answer: a short rest costs the connection nothing. */
    private static final int READS = 16;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Kept(request), response, new Rest(request, callback));
    }

    /** A request whose content its answerer may give up, while the rest of it can still be read from underneath. */
    private static final class Kept extends Request.Wrapper {
        Kept(Request request) {
            super(request);
        }

        /** Whether nothing is left. Jetty's own ends all further reading where something is. */
        @Override
        public boolean consumeAvailable() {
            for (int i = 0; i < READS; i++) {
                Content.Chunk chunk = read();
                if (chunk == null) {
                    return false;
                }
                chunk.release();
                if (Content.Chunk.isFailure(chunk) || chunk.isLast()) {
                    return !Content.Chunk.isFailure(chunk);
                }
            }
            return false;
        }
    }

    /** Of one request; between its answer and its end by one thread at a time. */
    private static final class Rest extends Callback.Nested {
        private final Request request;
        private final AtomicBoolean over = new AtomicBoolean();
        private long dropped;
        private Scheduler.@Nullable Task deadline;

        Rest(Request request, Callback callback) {
            super(callback);
            this.request = request;
        }

        @Override
        public void succeeded() {
            drop();
        }

        private void drop() {
            while (dropped <= Limits.DROPPED_BYTES) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    awaitMore();
                    return;
                }
                dropped += chunk.remaining();
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    break;
                }
            }
            end();
        }

        private void awaitMore() {
            if (deadline == null) {
                // An exchange cannot end while it waits for octets: the connection ends first, and tells it so.
                deadline = request.getComponents()
                        .getScheduler()
                        .schedule(this::cut, Limits.DROPPED_TIME.toMillis(), TimeUnit.MILLISECONDS);
            }
            request.demand(this::drop);
        }

        private void cut() {
            if (!over.get()) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
            }
        }

        private void end() {
            over.set(true);
            if (deadline != null) {
                deadline.cancel();
            }
            super.succeeded();
        }
    }
}
