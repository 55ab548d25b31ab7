package io.migomail.ingress.rest;

import java.util.Map;

/**
 * A further GET route beside the API, without a key: pages of the local run. The path may hold {@code {name}} parts.
 * The handler runs on the request's thread.
 */
public record PageRoute(String path, Handler handler) {
    /** Answers one request. */
    @FunctionalInterface
    public interface Handler {
        PageReply serve(Map<String, String> pathParameters, Map<String, String> query);
    }

    /** What a page sends. */
    public record PageReply(int status, String contentType, Map<String, String> headers, byte[] body) {}
}
