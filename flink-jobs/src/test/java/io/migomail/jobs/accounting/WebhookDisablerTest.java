package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.events.EventJson;
import io.migomail.control.AuditEntry;
import io.migomail.control.ControlPlane;
import io.migomail.core.IsoTime;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookReplay;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookDisablerTest {
    private static final String ID = "whk_1";

    private final FakeTime time = new FakeTime();
    private final List<MailEvent> told = new ArrayList<>();
    private boolean away;
    private ControlPlane control;
    private WebhookDisabler disabler;

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(time);
        disabler = disabler();
        Webhook webhook = Webhook.newBuilder()
                .setId(ID)
                .setAccountId("acc")
                .setApplicationId("app")
                .setEnvironment("live")
                .setEnabled(true)
                .setReplay(WebhookReplay.newBuilder().setId("r"))
                .build();
        control.put(webhook, 0);
    }

    private WebhookDisabler disabler() {
        return new WebhookDisabler(
                control,
                event -> {
                    told.add(event);
                    return !away;
                },
                time);
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void itIsTurnedOffWithItsReplayAndToldOnce() throws Exception {
        disabler.disable(ID, "gone");
        Webhook webhook = control.view().webhook(ID);
        assertEquals(
                List.of("gone", false, false, false),
                List.of(webhook.getDisabledReason(), webhook.getEnabled(), webhook.hasReplay(), webhook.getUntold()));
        assertEquals(time.wallMillis(), webhook.getDisabledAt());
        disabler.disable(ID, "failing");
        assertEquals("gone", control.view().webhook(ID).getDisabledReason(), "the first reason holds");
        assertEquals(1, told.size());
        assertEquals(
                "{\"id\":\"" + told.get(0).getEventId() + "\",\"type\":\"webhook_disabled\",\"timestamp\":\""
                        + IsoTime.text(time.wallMillis())
                        + "\",\"data\":{\"webhook_id\":\"whk_1\",\"application\":\"app\","
                        + "\"environment\":\"live\",\"reason\":\"gone\",\"detail\":\"The endpoint answered 410.\"}}",
                new String(EventJson.bytes(told.get(0)), StandardCharsets.UTF_8));
        assertTrue(told.get(0).getHead().getControlOffset() > 0, "whoever matches it knows that it is off");
    }

    @Test
    void theAuditLogSaysThatNobodyAskedForItAndWhy() throws Exception {
        disabler.disable(ID, "failing");
        AuditEntry entry = control.view().changes("acc").get(0);
        assertEquals(
                List.of("", "failing", "webhook/whk_1"),
                List.of(entry.change().getKeyId(), entry.change().getRequest(), entry.resource()));
        assertTrue(entry.change().getFieldsList().contains("disabled_reason"));
        assertEquals(1, control.view().changes("acc").size(), "that it was told is no change of its owner's");
    }

    @Test
    void whatCouldNotBeToldIsToldByTheNextProcessUnderTheSameId() throws Exception {
        away = true;
        disabler.disable(ID, "gone");
        assertTrue(control.view().webhook(ID).getUntold());
        away = false;
        time.advance(Duration.ofHours(1));
        disabler().tell();
        assertFalse(control.view().webhook(ID).getUntold());
        assertEquals(told.get(0).getEventId(), told.get(1).getEventId());
        assertEquals(told.get(0).getAt(), told.get(1).getAt());
        disabler().tell();
        assertEquals(2, told.size());
    }

    @Test
    void whatIsNotThereIsNotDisabled() throws Exception {
        disabler.disable("whk_2", "gone");
        assertEquals(List.of(), told);
    }
}
