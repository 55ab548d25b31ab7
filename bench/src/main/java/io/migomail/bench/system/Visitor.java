package io.migomail.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody who has signed in to the dashboard, and looks at pages as a browser asks for them. One thread. */
public final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String cookie;

    private Visitor(URI base, String email, String password) throws IOException, InterruptedException {
        this.base = base;
        String form = "_csrf=&email=" + encoded(email) + "&password=" + encoded(password);
        HttpResponse<String> answer = http.send(
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String set = answer.headers().firstValue("Set-Cookie").orElse("");
        if (answer.statusCode() != 303 || set.isEmpty()) {
            throw new IOException("nobody was let in: " + answer.statusCode());
        }
        this.cookie = set.substring(0, Math.max(0, set.indexOf(';')));
    }

    /**
     * The first owner of a system.
     *
     * @param line that {@code migomail up --json} printed
     * @throws IOException where it lets nobody in
     */
    static Visitor of(String line) throws IOException, InterruptedException {
        JsonNode ready = JSON.readTree(line);
        return new Visitor(
                URI.create(ready.path("http").asText()),
                ready.path("email").asText(),
                ready.path("password").asText());
    }

    /** The page, as far as it is there. */
    public String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(path).header("Cookie", cookie).GET().build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
