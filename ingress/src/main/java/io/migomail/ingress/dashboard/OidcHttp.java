package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an issuer for JSON: follows nothing, waits for ten seconds and reads so much at most. Thread-safe. */
final class OidcHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OCTETS = 256 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    JsonNode get(URI url) throws OidcException, InterruptedException {
        return send(HttpRequest.newBuilder(url).GET());
    }

    JsonNode post(URI url, String form, String authorization) throws OidcException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private JsonNode send(HttpRequest.Builder builder) throws OidcException, InterruptedException {
        HttpRequest request =
                builder.timeout(PATIENCE).header("Accept", "application/json").build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] octets = in.readNBytes(OCTETS + 1);
                if (response.statusCode() != 200 || octets.length > OCTETS) {
                    throw new OidcException(request.uri() + " answered " + response.statusCode());
                }
                return Json.read(octets);
            }
        } catch (IOException e) {
            throw new OidcException(request.uri() + " gave no answer that can be read", e);
        }
    }
}
