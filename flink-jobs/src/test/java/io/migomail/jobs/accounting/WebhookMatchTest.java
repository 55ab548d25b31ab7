package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class WebhookMatchTest {
    private static Webhook webhook(String id, boolean enabled, String... events) {
        return Webhook.newBuilder()
                .setId(id)
                .setEnabled(enabled)
                .addAllEvents(List.of(events))
                .build();
    }

    @Test
    void enabledWebhooksThatNameTheTypeOrNoneGetTheEvent() {
        MailEvent event =
                MailEvent.newBuilder().setEventId("evt_1").setType("delivered").build();
        List<WebhookInput> out = new ArrayList<>();
        WebhookMatch.match(
                event,
                List.of(
                        webhook("all", true),
                        webhook("this", true, "queued", "delivered"),
                        webhook("other", true, "queued"),
                        webhook("off", false)),
                new ListCollector<>(out));
        assertEquals(
                List.of("all", "this"),
                out.stream().map(WebhookInput::webhookId).toList());
        assertEquals("evt_1", out.get(0).eventId());
    }
}
