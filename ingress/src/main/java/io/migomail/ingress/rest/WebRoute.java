package io.migomail.ingress.rest;

/**
 * A route for browsers, beside the API: it lets nobody in by a key and knows no rate of the API. The handler runs on the
 * request's thread; what it throws becomes a problem.
 *
 * @param path may hold {@code {name}} parts, and {@code <name>} where it may have slashes
 */
public record WebRoute(String method, String path, Handler handler) {
    /** Answers one request. */
    @FunctionalInterface
    public interface Handler {
        Reply serve(WebCall call) throws InterruptedException;
    }
}
