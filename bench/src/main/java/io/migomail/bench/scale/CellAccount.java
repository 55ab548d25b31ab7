package io.migomail.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.system.Access;
import io.migomail.testkit.DnsZone;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A further account, which the operator makes in a cell, with a domain whose records are in the DNS: its mail is signed as that of
 * the first account is.
 *
 * @param operator the first account at each ingress node
 */
record CellAccount(List<Access> operator, int cell) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The account at each ingress node, once its domain is verified. @param zone the DNS that the ingress asks */
    List<Access> make(DnsZone zone) throws IOException, InterruptedException {
        String name = "cell" + cell;
        String domain = name + ".bench.example";
        JsonNode made = post(
                operator.get(0).key(),
                "/v1/accounts",
                201,
                Map.of("username", name, "cell", cell, "plan", "enterprise"));
        String key = made.path("live_key").asText();
        JsonNode wanted = post(key, "/v1/domains", 201, Map.of("name", domain));
        wanted.path("records")
                .forEach(record -> zone.record(
                        record.path("type").asText(),
                        record.path("name").asText(),
                        record.path("expected").asText()));
        JsonNode verified = post(key, "/v1/domains/" + wanted.path("id").asText() + "/verify", 200, Map.of());
        if (!verified.path("verified").asBoolean()) {
            throw new IOException("the domain " + domain + " is not verified: " + verified);
        }
        return operator.stream()
                .map(door -> new Access(door.http(), door.smtp(), name, key, "noreply@" + domain, door.ca()))
                .toList();
    }

    private JsonNode post(String key, String path, int expected, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(operator.get(0).http().resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        var reply = HTTP.send(request, BodyHandlers.ofString());
        if (reply.statusCode() != expected) {
            throw new IOException("POST " + path + " was answered " + reply.statusCode() + ": " + reply.body());
        }
        return JSON.readTree(reply.body());
    }
}
