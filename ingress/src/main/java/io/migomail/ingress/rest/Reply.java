package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer: status, JSON body (null = none), a document of another type or a stream of events, and further headers. */
public record Reply(
        int status,
        @Nullable JsonNode body,
        @Nullable Document document,
        @Nullable EventStream stream,
        Map<String, String> headers) {
    /** A body that is not JSON: its media type and its octets, which nobody changes any more. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Document(String type, byte[] octets) {}

    /** An answer in JSON. */
    public Reply(int status, @Nullable JsonNode body, Map<String, String> headers) {
        this(status, body, null, null, headers);
    }

    /** An answer in JSON or as a document. */
    public Reply(int status, @Nullable JsonNode body, @Nullable Document document, Map<String, String> headers) {
        this(status, body, document, null, headers);
    }

    public static Reply ok(JsonNode body) {
        return new Reply(200, body, Map.of());
    }

    public static Reply created(JsonNode body) {
        return new Reply(201, body, Map.of());
    }

    public static Reply noContent() {
        return new Reply(204, null, Map.of());
    }

    /** An answer of a {@link WebRoute} that goes on until the stream is over; no proxy holds it back. */
    public static Reply stream(EventStream stream) {
        return new Reply(200, null, null, stream, Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"));
    }

    /** An answer that is no JSON. */
    public static Reply of(int status, String type, byte[] bytes, Map<String, String> headers) {
        return new Reply(status, null, new Document(type, bytes), headers);
    }
}
