package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer: status, JSON body (null = none) or other content (null = none), and further headers. */
public record Reply(
        int status, @Nullable JsonNode body, @Nullable Content content, Map<String, String> headers) {
    /** What is no JSON. */
    public record Content(String type, byte[] bytes) {}

    public Reply(int status, @Nullable JsonNode body, Map<String, String> headers) {
        this(status, body, null, headers);
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

    /** An answer that is no JSON. */
    public static Reply of(int status, String type, byte[] bytes, Map<String, String> headers) {
        return new Reply(status, null, new Content(type, bytes), headers);
    }
}
