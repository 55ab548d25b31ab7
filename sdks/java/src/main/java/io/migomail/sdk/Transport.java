package io.migomail.sdk;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Carries one request to the API and its reply back. Must be thread-safe, and must not follow redirects. */
@FunctionalInterface
public interface Transport {
    /** @param body empty where there is none */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body) {}

    /** @param headers by their names in lower case; of several values the first */
    record Reply(int status, Map<String, String> headers, byte[] body) {}

    /**
     * Waits for the whole reply.
     *
     * @throws java.net.http.HttpTimeoutException where there is none within the time given
     * @throws IOException where the connection cannot be made or breaks off
     */
    Reply exchange(Request request, Duration timeout) throws IOException, InterruptedException;
}
