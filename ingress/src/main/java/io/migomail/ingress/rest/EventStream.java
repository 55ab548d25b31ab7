package io.migomail.ingress.rest;

import io.javalin.http.Context;
import io.migomail.core.StreamLimits;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * An answer that goes on: server-sent events (HTML Living Standard, section 9.2). What is sent waits in memory until the
 * client takes it; no thread waits for a client. Thread-safe.
 */
public final class EventStream {
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private @Nullable ServletOutputStream out;
    private @Nullable EndPoint connection;
    private int octets;
    private boolean blocked;
    private boolean written;
    private boolean ending;

    /** An event for the client's handlers of that name; its data may have several lines. */
    public static String event(String name, String id, String data) {
        StringBuilder text = new StringBuilder("event: ").append(name).append('\n');
        if (!id.isEmpty()) {
            text.append("id: ").append(id).append('\n');
        }
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString();
    }

    /** What no handler sees: keeps the connection, and lets the client go on behind that id when it comes again. */
    public static String heartbeat(String id) {
        return ": still here\n" + (id.isEmpty() ? "" : "id: " + id + "\n") + "\n";
    }

    /** Sends a whole event; false = the stream is over, or has no room until the client takes what waits. */
    public synchronized boolean send(String event) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        if (over.isDone() || ending || (octets > 0 && octets + bytes.length > StreamLimits.BYTES)) {
            return false;
        }
        add(bytes);
        return true;
    }

    /** Ends with a last event, after what waits. */
    public synchronized void end(String event) {
        if (!ending) {
            ending = true;
            add(event.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Ends with a last event in place of all that the client did not take. */
    public synchronized void drop(String event) {
        waiting.clear();
        octets = 0;
        end(event);
    }

    /** Ends now, and its connection with it. */
    public synchronized void cut() {
        waiting.clear();
        octets = 0;
        if (connection != null && !over.isDone()) {
            connection.close();
        }
        over.complete(null);
    }

    /** Whether nothing is sent any more: it ended, or its client went away. */
    public boolean over() {
        return over.isDone();
    }

    private void add(byte[] bytes) {
        waiting.add(bytes);
        octets += bytes.length;
        drain();
    }

    /** Begins to answer a request, whose status and header fields are set; is over where that fails. */
    void begin(Context context) throws IOException {
        try {
            open(context);
        } catch (IOException | RuntimeException e) {
            over.complete(null); // or whoever listens would have a place for ever
            throw e;
        }
    }

    private void open(Context context) throws IOException {
        context.req().startAsync().setTimeout(0);
        context.future(() -> over);
        synchronized (this) {
            connection = ServletContextRequest.getServletContextRequest(context.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint();
            blocked = true; // until the container says that it takes the first octets
        }
        ServletOutputStream to = context.res().getOutputStream();
        to.setWriteListener(new Taken(to));
    }

    private synchronized void drain() {
        ServletOutputStream to = out;
        if (to == null || blocked || over.isDone()) {
            return;
        }
        try {
            while (to.isReady()) {
                if (!write(to)) {
                    return;
                }
            }
            blocked = true;
        } catch (IOException e) {
            over.complete(null); // the client has gone
        }
    }

    /** Writes the next octets; false = there is nothing to do until more is sent. */
    private boolean write(ServletOutputStream to) throws IOException {
        byte[] next = waiting.poll();
        if (next != null) {
            octets -= next.length;
            written = true;
            to.write(next);
            return true;
        }
        if (written) {
            written = false;
            to.flush();
            return true;
        }
        if (ending) {
            over.complete(null);
        }
        return false;
    }

    /** What the container says, on its threads. */
    private final class Taken implements WriteListener {
        private final ServletOutputStream to;

        Taken(ServletOutputStream to) {
            this.to = to;
        }

        @Override
        public void onWritePossible() {
            synchronized (EventStream.this) {
                out = to;
                blocked = false;
                drain();
            }
        }

        @Override
        public void onError(Throwable failure) {
            over.complete(null); // the client has gone
        }
    }
}
