package io.migomail.faults.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.faults.check.StoredEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the events as they lie in ClickHouse, past the product. Thread-safe. */
public final class EventTable {
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROWS =
            "SELECT event_id, type, message_id, delivery_id, attempt, recipient, message_class"
                    + " FROM migo.events FINAL WHERE delivery_id != '' FORMAT JSONCompactEachRow";
    private static final String COUNT =
            "SELECT toString(count()) FROM migo.events FINAL WHERE delivery_id != '' FORMAT JSONCompactEachRow";
    private static final String AGAIN =
            "SELECT toString(count() - uniqExact(event_id)) FROM migo.feed FORMAT JSONCompactEachRow";

    private static final String CUT = "application_id, environment, message_class, provider, endpoint, keep_days, ";
    /** Windows whose figures are not those of their events, of all that either has. */
    private static final String WINDOWS_UNLIKE =
            "SELECT concat(toString(fromUnixTimestamp(minute)), ' ', message_class, ' ',"
                    + " provider, ' ', egress, ': ', toString(sum(told)), ' events, ', toString(sum(taken)), ' delivered, in the windows ',"
                    + " toString(sum(counted)), ' and ', toString(sum(done))) FROM ("
                    + "SELECT " + CUT
                    + "smtp_egress_ip AS egress, intDiv(toUnixTimestamp(at), 60) * 60 AS minute, 1 AS told,"
                    + " toInt64(type = 'delivered') AS taken, 0 AS counted, 0 AS done FROM migo.events FINAL WHERE delivery_id != ''"
                    + " UNION ALL SELECT " + CUT
                    + "egress_ip AS egress, toUnixTimestamp(minute) AS minute, 0 AS told, 0 AS taken,"
                    + " toInt64(events) AS counted, delivered AS done FROM migo.windows FINAL)"
                    + " GROUP BY " + CUT + "egress, minute HAVING sum(told) != sum(counted) OR sum(taken) != sum(done)"
                    + " FORMAT JSONCompactEachRow";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(BOUND)
            .build();
    private final URI uri;
    private final String authorization;

    /** Of the database {@code migo} of the server at that address. */
    public EventTable(String url, String user, String password) {
        this.uri = URI.create(url + "/");
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Every event of a delivery, each once; what is told of webhooks is in no journal. */
    public List<StoredEvent> rows() throws IOException, InterruptedException {
        List<StoredEvent> out = new ArrayList<>();
        for (JsonNode row : select(ROWS)) {
            out.add(new StoredEvent(
                    row.path(0).asText(),
                    row.path(1).asText(),
                    row.path(2).asText(),
                    row.path(3).asText(),
                    row.path(4).asInt(),
                    row.path(5).asText(),
                    row.path(6).asText()));
        }
        return out;
    }

    /** How many that are. */
    public long count() throws IOException, InterruptedException {
        return number(COUNT);
    }

    /** How many times an event was stored that was there already. */
    public long again() throws IOException, InterruptedException {
        return number(AGAIN);
    }

    /** Each window of a minute that counts other than the events say, with both figures. */
    public List<String> windowsUnlike() throws IOException, InterruptedException {
        return select(WINDOWS_UNLIKE).stream().map(row -> row.path(0).asText()).toList();
    }

    /** Whether the server answers. */
    public boolean answers() throws InterruptedException {
        try {
            return !select("SELECT 1 FORMAT JSONCompactEachRow").isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private long number(String sql) throws IOException, InterruptedException {
        return select(sql).get(0).path(0).asLong();
    }

    private List<JsonNode> select(String sql) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .timeout(BOUND)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        HttpResponse<Stream<String>> reply = client.send(request, HttpResponse.BodyHandlers.ofLines());
        List<JsonNode> rows = new ArrayList<>();
        try (Stream<String> lines = reply.body()) {
            if (reply.statusCode() != 200) {
                throw new IOException("the event store answered " + reply.statusCode() + ": "
                        + lines.collect(Collectors.joining(" ")));
            }
            for (String line : (Iterable<String>) lines::iterator) {
                rows.add(JSON.readTree(line));
            }
        }
        return rows;
    }
}
