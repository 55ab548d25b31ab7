package io.migomail.analytics;

import io.migomail.core.record.WebhookOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What attempts to deliver events to webhooks came to, for 30 days; each once, however often it is written. Thread-safe;
 * close it when done. Fails as {@link EventWriter} does.
 */
public final class WebhookLog implements AutoCloseable {
    private static final List<String> COLUMNS =
            List.of("webhook_id", "at", "event_id", "attempt", "status", "error", "duration_ms");
    private static final String SELECT =
            "SELECT " + String.join(", ", COLUMNS) + " FROM webhook_attempts FINAL WHERE webhook_id = {webhook:String}";
    private static final String AFTER = " AND at <= fromUnixTimestamp64Milli({at:Int64}) AND (at, event_id, attempt)"
            + " < (fromUnixTimestamp64Milli({at:Int64}), {after:String}, {attempt:Int32})";
    private static final String ORDER = " ORDER BY at DESC, event_id DESC, attempt DESC LIMIT {limit:UInt32}";
    private static final String SUBJECTS = "SELECT event_id, any(type), any(message_id) FROM feed"
            + " WHERE application_id = {application:String} AND environment = {environment:String}"
            + " AND event_id IN {events:Array(String)} GROUP BY event_id";

    private static final String OF_MESSAGE = "SELECT DISTINCT event_id FROM events"
            + " WHERE application_id = {application:String} AND message_id = {message:String}"
            + " AND at >= fromUnixTimestamp64Milli({from:Int64})";

    private static final String LAST = "SELECT event_id, max(attempt) FROM webhook_attempts"
            + " WHERE webhook_id = {webhook:String} AND event_id IN {events:Array(String)} GROUP BY event_id";

    private final StoreClient client;

    private WebhookLog(StoreClient client) {
        this.client = client;
    }

    /** The log of a migrated database; connects at the first use. */
    public static WebhookLog open(ClickHouseAddress address) {
        return new WebhookLog(StoreClient.of(address));
    }

    static WebhookLog over(StoreClient client) {
        return new WebhookLog(client);
    }

    /** How attempts ended. */
    public enum Result {
        SUCCEEDED("status >= 200 AND status < 300"),
        FAILED("(status < 200 OR status >= 300)");

        private final String condition;

        Result(String condition) {
            this.condition = condition;
        }
    }

    /**
     * Which attempts are wanted, of one webhook of this application and environment.
     *
     * @param eventId of this event only; null = any
     * @param messageId of the events of this message only; null = any
     * @param result null = any
     * @param after the last one seen; null = from the newest on
     */
    public record Query(
            String webhookId,
            String applicationId,
            String environment,
            @Nullable String eventId,
            @Nullable String messageId,
            @Nullable Result result,
            @Nullable Position after,
            int limit) {}

    /** A place in the log. */
    public record Position(long at, String eventId, int attempt) {}

    /**
     * An attempt, and what its event was about.
     *
     * @param eventType null where the event is not known any more; so is the message
     */
    public record Entry(
            WebhookOutcome outcome,
            @Nullable String eventType,
            @Nullable String messageId) {}

    private record Subject(String type, String messageId) {}

    /** Stores outcomes; returns when the server has them. */
    public void write(Collection<WebhookOutcome> outcomes) {
        RowBinaryOutput rows = new RowBinaryOutput(outcomes.size() * 128);
        for (WebhookOutcome outcome : outcomes) {
            rows.text(outcome.getWebhookId());
            rows.int64(outcome.getAt());
            rows.text(outcome.getEventId());
            rows.int32(outcome.getAttempt());
            rows.int32(outcome.getStatus());
            rows.text(outcome.getError());
            rows.int64(outcome.getDurationMs());
        }
        client.insert("webhook_attempts", COLUMNS, rows, null);
    }

    /** Attempts, newest first. */
    public List<Entry> list(Query query) {
        List<WebhookOutcome> outcomes = outcomes(query);
        Map<String, Subject> subjects = subjects(query, outcomes);
        return outcomes.stream()
                .map(outcome -> {
                    Subject subject = subjects.get(outcome.getEventId());
                    return subject == null
                            ? new Entry(outcome, null, null)
                            : new Entry(outcome, subject.type(), subject.messageId());
                })
                .toList();
    }

    /** The number of the last attempt at each of these events; none where there was none. */
    Map<String, Integer> attempts(String webhookId, Collection<String> eventIds) {
        Map<String, Integer> out = new HashMap<>();
        if (!eventIds.isEmpty()) {
            client.select(
                    LAST,
                    Map.of("webhook", webhookId, "events", StoreClient.array(eventIds)),
                    row -> out.put(row.text(), row.int32()));
        }
        return out;
    }

    private List<WebhookOutcome> outcomes(Query query) {
        Map<String, String> values = new HashMap<>();
        values.put("webhook", query.webhookId());
        values.put("limit", Integer.toString(query.limit()));
        StringBuilder sql = new StringBuilder(SELECT);
        if (query.eventId() != null) {
            sql.append(" AND event_id = {event:String}");
            values.put("event", query.eventId());
        }
        if (query.messageId() != null) {
            sql.append(" AND event_id IN {events:Array(String)}");
            values.put("events", StoreClient.array(events(query.applicationId(), query.messageId())));
        }
        if (query.result() != null) {
            sql.append(" AND ").append(query.result().condition);
        }
        Position after = query.after();
        if (after != null) {
            sql.append(AFTER);
            values.put("at", Long.toString(after.at()));
            values.put("after", after.eventId());
            values.put("attempt", Integer.toString(after.attempt()));
        }
        List<WebhookOutcome> out = new ArrayList<>();
        client.select(sql.append(ORDER).toString(), values, row -> out.add(decode(row)));
        return out;
    }

    private List<String> events(String applicationId, String messageId) {
        List<String> out = new ArrayList<>();
        client.select(
                OF_MESSAGE,
                Map.of(
                        "application", applicationId,
                        "message", messageId,
                        "from", Long.toString(EventStore.earliest(messageId))),
                row -> out.add(row.text()));
        return out;
    }

    private Map<String, Subject> subjects(Query query, List<WebhookOutcome> outcomes) {
        Map<String, Subject> out = new HashMap<>();
        if (!outcomes.isEmpty()) {
            var events = outcomes.stream().map(WebhookOutcome::getEventId).collect(Collectors.toSet());
            client.select(
                    SUBJECTS,
                    Map.of(
                            "application", query.applicationId(),
                            "environment", query.environment(),
                            "events", StoreClient.array(events)),
                    row -> out.put(row.text(), new Subject(row.text(), row.text())));
        }
        return out;
    }

    private static WebhookOutcome decode(RowBinaryInput row) {
        return WebhookOutcome.newBuilder()
                .setWebhookId(row.text())
                .setAt(row.int64())
                .setEventId(row.text())
                .setAttempt(row.int32())
                .setStatus(row.int32())
                .setError(row.text())
                .setDurationMs(row.int64())
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
