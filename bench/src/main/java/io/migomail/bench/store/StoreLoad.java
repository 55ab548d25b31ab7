package io.migomail.bench.store;

import io.migomail.analytics.ClickHouseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Fills an event store by statements of its own, over HTTP. One thread. */
final class StoreLoad {
    private static final int MESSAGES_AT_ONCE = 100_000;
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ClickHouseAddress address;
    private final HttpClient http = HttpClient.newHttpClient();

    StoreLoad(ClickHouseAddress address) {
        this.address = address;
    }

    /** Stores the events of messages; the same filling again changes nothing. */
    void fill(Filling filling) throws IOException, InterruptedException {
        String sql = text();
        for (long first = 0; first < filling.messages(); first += MESSAGES_AT_ONCE) {
            run(sql, filling.parameters(first, Math.min(MESSAGES_AT_ONCE, filling.messages() - first)));
        }
    }

    /** Waits until the store has no merge under way, as long as that takes within the bound. */
    void settle(Duration bound) throws IOException, InterruptedException {
        String wait = "SELECT sleep(1)";
        long rounds = bound.toSeconds();
        while (rounds-- > 0
                && !run("SELECT count() FROM system.merges", Map.of()).equals("0\n")) {
            run(wait, Map.of());
        }
    }

    /** How many events there are, each once. */
    long events() throws IOException, InterruptedException {
        return Long.parseLong(run("SELECT count() FROM events FINAL", Map.of()).strip());
    }

    /** When the last window of a minute begins that there is; 0 = there is none. */
    long lastWindow() throws IOException, InterruptedException {
        return Long.parseLong(run("SELECT toUnixTimestamp(max(minute)) FROM windows", Map.of())
                        .strip())
                * 1000;
    }

    /** Octets on disk, of all tables. */
    long octets() throws IOException, InterruptedException {
        String sql = "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = currentDatabase()";
        return Long.parseLong(run(sql, Map.of()).strip());
    }

    /** Removes the database and all that is in it. */
    void drop() throws IOException, InterruptedException {
        run("DROP DATABASE " + address.database() + " SYNC", Map.of());
    }

    private String run(String sql, Map<String, String> parameters) throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(one -> "&param_" + one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        String database = URLEncoder.encode(address.database(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.url() + "/?database=" + database + query))
                .header("Authorization", authorization())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the event store answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private String authorization() {
        byte[] pair = (address.user() + ':' + address.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String text() throws IOException {
        try (InputStream in = StoreLoad.class.getResourceAsStream("events.sql")) {
            if (in == null) {
                throw new IOException("events.sql is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
