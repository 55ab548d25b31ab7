package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer: status, JSON body (null = none) or a document of another type, and further headers. */
public record Reply(
        int status, @Nullable JsonNode body, @Nullable Document document, Map<String, String> headers) {
    /** A body that is not JSON: its media type and its octets, which nobody changes any more. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Document(String type, byte[] octets) {}

    /** An answer in JSON. */
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
        return new Reply(status, null, new Document(type, bytes), headers);
    }
}
