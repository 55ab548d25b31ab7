package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.EventType;
import io.migomail.core.TimeSource;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.WebhookOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookLogIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static final long NOW = TimeSource.SYSTEM.wallMillis();

    private static WebhookOutcome outcome(String webhook, String event, int attempt, int status, long at) {
        return WebhookOutcome.newBuilder()
                .setWebhookId(webhook)
                .setEventId(event)
                .setAttempt(attempt)
                .setStatus(status)
                .setError(status == 0 ? "timeout" : "")
                .setDurationMs(15_000)
                .setAt(at)
                .build();
    }

    private static WebhookLog.Query query(
            @Nullable String event, WebhookLog.@Nullable Result result, WebhookLog.@Nullable Position after) {
        return new WebhookLog.Query("whk_1", SampleEvents.APPLICATION, "live", event, null, result, after, 2);
    }

    private static List<WebhookOutcome> outcomes(WebhookLog log, WebhookLog.Query query) {
        return log.list(query).stream().map(WebhookLog.Entry::outcome).toList();
    }

    @Test
    void attempts_are_told_once_newest_first_and_with_their_event() {
        MailEvent event = SampleEvents.full(
                SampleEvents.APPLICATION,
                SampleEvents.messageId(SampleEvents.APPLICATION, SampleEvents.START, 1),
                EventType.HARD_BOUNCE,
                1,
                SampleEvents.START);
        String known = event.getEventId();
        List<WebhookOutcome> inOrder = List.of(
                outcome("whk_1", known, 3, 204, NOW - 1),
                outcome("whk_1", known, 2, 500, NOW - 2),
                outcome("whk_1", "evt_forgotten", 1, 0, NOW - 2),
                outcome("whk_1", known, 1, 301, NOW - 3),
                outcome("whk_1", "evt_forgotten", 0, 0, NOW - 4));
        try (WebhookLog log = WebhookLog.open(CLICKHOUSE.address());
                EventWriter events = EventWriter.open(CLICKHOUSE.address())) {
            events.write(List.of(event));
            log.write(List.of(outcome("whk_2", known, 1, 200, NOW - 3)));
            log.write(inOrder);
            log.write(inOrder.subList(1, 3));

            List<WebhookOutcome> walked = new ArrayList<>();
            List<WebhookOutcome> page = outcomes(log, query(null, null, null));
            while (!page.isEmpty()) {
                walked.addAll(page);
                WebhookOutcome last = page.get(page.size() - 1);
                page = outcomes(
                        log,
                        query(null, null, new WebhookLog.Position(last.getAt(), last.getEventId(), last.getAttempt())));
            }
            List<WebhookOutcome> expected = new ArrayList<>(inOrder);
            expected.sort((a, b) -> {
                int byTime = Long.compare(b.getAt(), a.getAt());
                return byTime != 0 ? byTime : b.getEventId().compareTo(a.getEventId());
            });
            assertEquals(expected, walked);

            assertEquals(List.of(inOrder.get(0)), outcomes(log, query(null, WebhookLog.Result.SUCCEEDED, null)));
            assertEquals(
                    List.of(inOrder.get(1), inOrder.get(3)),
                    outcomes(log, query(known, WebhookLog.Result.FAILED, null)));
            WebhookLog.Entry told = log.list(query(known, null, null)).get(0);
            assertEquals("hard_bounce", told.eventType());
            assertEquals(event.getHead().getMessageId(), told.messageId());
            assertEquals(
                    null, log.list(query("evt_forgotten", null, null)).get(0).eventType());
        }
    }

    @Test
    void attempts_at_the_events_of_one_message_are_told_alone() {
        String application = "app_of_messages";
        String message = SampleEvents.messageId(application, SampleEvents.START, 1);
        String other = SampleEvents.messageId(application, SampleEvents.START, 2);
        MailEvent first = SampleEvents.full(application, message, EventType.DELIVERED, 1, SampleEvents.START);
        MailEvent second = SampleEvents.full(application, message, EventType.OPENED, 1, SampleEvents.START + 9);
        MailEvent foreign = SampleEvents.full(application, other, EventType.DELIVERED, 1, SampleEvents.START);
        try (WebhookLog log = WebhookLog.open(CLICKHOUSE.address());
                EventWriter events = EventWriter.open(CLICKHOUSE.address())) {
            events.write(List.of(first, second, foreign));
            WebhookOutcome opened = outcome("whk_m", second.getEventId(), 1, 204, NOW - 1);
            WebhookOutcome delivered = outcome("whk_m", first.getEventId(), 2, 204, NOW - 2);
            WebhookOutcome refused = outcome("whk_m", first.getEventId(), 1, 500, NOW - 3);
            log.write(List.of(
                    opened,
                    delivered,
                    refused,
                    outcome("whk_m", foreign.getEventId(), 1, 204, NOW - 1),
                    outcome("whk_n", first.getEventId(), 1, 204, NOW - 1)));
            assertEquals(List.of(opened, delivered, refused), outcomes(log, ofMessage(application, message, null)));
            assertEquals(List.of(refused), outcomes(log, ofMessage(application, message, WebhookLog.Result.FAILED)));
            assertEquals(List.of(), outcomes(log, ofMessage(application, "msg_none", null)));
            assertEquals(List.of(), outcomes(log, ofMessage("app_another", message, null)));
        }
    }

    private static WebhookLog.Query ofMessage(String application, String message, WebhookLog.@Nullable Result result) {
        return new WebhookLog.Query("whk_m", application, "live", null, message, result, null, 100);
    }

    @Test
    void the_last_attempt_at_each_event_is_known() {
        try (WebhookLog log = WebhookLog.open(CLICKHOUSE.address());
                EventStore store = EventStore.open(CLICKHOUSE.address())) {
            log.write(List.of(
                    outcome("whk_last", "evt_a", 1, 500, NOW - 2),
                    outcome("whk_last", "evt_a", 12, 200, NOW - 1),
                    outcome("whk_last", "evt_b", 0, 0, NOW - 1),
                    outcome("whk_more", "evt_c", 3, 200, NOW - 1)));
            assertEquals(
                    Map.of("evt_a", 12, "evt_b", 0),
                    store.webhookAttempts("whk_last", List.of("evt_a", "evt_b", "evt_c")));
            assertEquals(Map.of(), store.webhookAttempts("whk_last", List.of()));
        }
    }
}
