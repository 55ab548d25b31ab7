package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.control.ControlPlane;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
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

    @Test
    void whoSubscribedBeforeTheSendIsToldWhereTheViewIsBehind() throws Exception {
        ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM);
        try (var harness = new OneInputStreamOperatorTestHarness<>(
                new StreamFlatMap<byte[], WebhookInput>(new WebhookMatch(() -> control)))) {
            harness.open();
            MessageHead head = MessageHead.newBuilder()
                    .setApplicationId("app_1")
                    .setEnvironment("live")
                    .setControlOffset(control.appliedOffset() + 1)
                    .build();
            byte[] event = RecordCodec.EVENT.encode(MailEvent.newBuilder()
                    .setEventId("evt_1")
                    .setType("delivered")
                    .setHead(head)
                    .build());
            FutureTask<Void> matching = new FutureTask<>(() -> {
                harness.processElement(event, 0);
                return null;
            });
            Thread thread = new Thread(matching, "matching");
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING && !matching.isDone()) {
                Thread.onSpinWait();
            }
            control.put(
                    webhook("wh_1", true).toBuilder()
                            .setApplicationId("app_1")
                            .setEnvironment("live")
                            .build(),
                    0);
            matching.get();
            assertEquals(
                    List.of("wh_1"),
                    harness.extractOutputValues().stream()
                            .map(WebhookInput::webhookId)
                            .toList());
        }
    }
}
