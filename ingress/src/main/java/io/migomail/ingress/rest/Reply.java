package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer: status, JSON body (null = none) and further headers. */
public record Reply(int status, @Nullable JsonNode body, Map<String, String> headers) {
    public static Reply ok(JsonNode body) {
        return new Reply(200, body, Map.of());
    }

    public static Reply created(JsonNode body) {
        return new Reply(201, body, Map.of());
    }

    public static Reply noContent() {
        return new Reply(204, null, Map.of());
    }
}
