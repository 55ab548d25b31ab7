package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.TimeSource;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, as endpoints see it. Used by one thread at a time. */
public final class Call {
    private final CallSource source;
    private final @Nullable Caller caller;
    private final Origin origin;
    private final TimeSource time;
    private byte @Nullable [] body;
    private long receivedAt;
    private String signature = "";

    /**
     * Where a request comes from, as the audit log tells it.
     *
     * @param source the client's address; empty = not known
     * @param request method and path of its route
     */
    public record Origin(String requestId, String source, String request) {}

    Call(CallSource source, @Nullable Caller caller, Origin origin, TimeSource time) {
        this.source = source;
        this.caller = caller;
        this.origin = origin;
        this.time = time;
    }

    /** Whoever calls; only on routes that need a key. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("a public route asked for its caller");
        }
        return caller;
    }

    void signedBy(String name) {
        signature = name;
    }

    /** What names the signature of this request; empty = it has none. */
    public String signature() {
        return signature;
    }

    public Origin origin() {
        return origin;
    }

    /** Whether the request says that it has a body that is not empty. */
    public boolean hasBody() {
        return source.hasBody();
    }

    /** The body; the first call reads it to its end, which is the instant of {@link #receivedAt}. */
    public byte[] body() {
        byte[] read = body;
        if (read == null) {
            read = source.body();
            body = read;
            receivedAt = time.wallMillis();
        }
        return read;
    }

    /** The body as one JSON object. */
    public ObjectNode json() {
        return Json.readObject(body());
    }

    /** When the body had been read, milliseconds. */
    public long receivedAt() {
        return receivedAt;
    }

    public String path(String name) {
        return source.path(name);
    }

    public @Nullable String query(String name) {
        List<String> all = source.queries().get(name);
        return all == null || all.isEmpty() ? null : all.get(0);
    }

    /** Every parameter of the query, with each of its values. */
    public Map<String, List<String>> queries() {
        return source.queries();
    }

    public @Nullable String header(String name) {
        return source.header(name);
    }

    /** This instant, milliseconds. */
    public long now() {
        return time.wallMillis();
    }
}
