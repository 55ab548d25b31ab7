package io.migomail.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.system.Access;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.KafkaAddress;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Domain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A further account, which the operator makes in a cell, with a domain that is taken as verified as that of the first account is.
 *
 * @param operator the first account at each ingress node
 */
record CellAccount(List<Access> operator, int cell) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 20_000_000;

    /** The account at each ingress node. */
    List<Access> make(KafkaAddress kafka, TimeSource time) throws IOException, InterruptedException {
        String name = "cell" + cell;
        String domain = name + ".bench.example";
        URI first = operator.get(0).http();
        JsonNode made = post(
                first,
                operator.get(0).key(),
                "/v1/accounts",
                Map.of("username", name, "cell", cell, "plan", "enterprise"));
        String key = made.path("live_key").asText();
        post(first, key, "/v1/domains", Map.of("name", domain));
        try (ControlPlane control = ControlPlane.shared(kafka, time)) {
            Domain found = seen(control, made.path("id").asText(), domain, time);
            Domain assumed =
                    found.toBuilder().setVerified(true).setAssumed(true).build();
            if (!control.put(assumed, control.version(EntityKind.DOMAIN, found.getId()))
                    .won()) {
                throw new IOException("the domain " + domain + " was changed meanwhile");
            }
        }
        return operator.stream()
                .map(door -> new Access(door.http(), door.smtp(), name, key, "noreply@" + domain, door.ca()))
                .toList();
    }

    private static Domain seen(ControlPlane control, String account, String name, TimeSource time) throws IOException {
        long end = time.monotonicNanos() + PATIENCE.toNanos();
        while (true) {
            @Nullable Domain domain = control.view().domainByName(account, name);
            if (domain != null) {
                return domain;
            }
            if (time.monotonicNanos() > end) {
                throw new IOException("the domain " + name + " was not seen within " + PATIENCE);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static JsonNode post(URI base, String key, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        var reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (reply.statusCode() != 201) {
            throw new IOException("POST " + path + " was answered " + reply.statusCode() + ": " + reply.body());
        }
        return JSON.readTree(reply.body());
    }
}
