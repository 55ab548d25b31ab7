package io.migomail.ingress.sandbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That of a capturing MX in another process, read from its pages; where there is none, every call fails. */
public final class RemoteSandboxMail implements SandboxMail {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private record Listed(List<CapturedMail> data) {}

    /** @param base URL of the pages' root; empty = there is no such MX */
    public RemoteSandboxMail(String base) {
        this.base = base;
    }

    @Override
    public List<CapturedMail> newest() throws IOException {
        HttpResponse<byte[]> reply = get("/inbox/messages?limit=1000");
        if (reply.statusCode() != 200) {
            throw new IOException("the capturing MX answers " + reply.statusCode());
        }
        return JSON.readValue(reply.body(), Listed.class).data();
    }

    @Override
    public byte @Nullable [] source(long number) throws IOException {
        HttpResponse<byte[]> reply = get("/inbox/" + number + "/source");
        return reply.statusCode() == 200 ? reply.body() : null;
    }

    private HttpResponse<byte[]> get(String path) throws IOException {
        if (base.isEmpty()) {
            throw new IOException("MIGO_INBOX_URL is not set");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
