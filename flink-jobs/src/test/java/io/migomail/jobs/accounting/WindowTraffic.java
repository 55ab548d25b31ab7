package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailWindow;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SmtpResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Deliveries over half an hour of event time, in the order of their instants; the same for the same seed. */
final class WindowTraffic {
    static final long START = 1_790_000_040_000L;

    private final Random random;
    private final List<MailEvent> events = new ArrayList<>();

    private WindowTraffic(long seed) {
        random = new Random(seed);
    }

    static List<MailEvent> of(int deliveries, long seed) {
        WindowTraffic traffic = new WindowTraffic(seed);
        for (int n = 0; n < deliveries; n++) {
            traffic.delivery(n);
        }
        traffic.events.sort(Comparator.comparingLong(MailEvent::getAt));
        return traffic.events;
    }

    private void delivery(int n) {
        long at = START + random.nextInt(1_500_000);
        String message = "msg_" + n;
        MessageHead head = MessageHead.newBuilder()
                .setMessageId(message)
                .setAccountId("acc_1")
                .setApplicationId("app_" + n % 2)
                .setEnvironment("live")
                .setMessageClass(random.nextBoolean() ? "critical" : "normal")
                .setEndpoint("rest")
                .setReceivedAt(at)
                .build();
        Instants.Builder way = Instants.newBuilder().setQueuedAt(at + 3).setRenderedAt(at + 9);
        event(head, EventType.QUEUED, 0, at + 3, way);
        int refusals = random.nextInt(4) == 0 ? 1 : 0;
        long attempted = at + 10;
        for (int attempt = 1; attempt <= refusals + 1; attempt++) {
            way.setDispatchedAt(attempted);
            event(head, EventType.DISPATCHED, attempt, attempted, way);
            attempted += random.nextInt(4_000);
            if (attempt <= refusals) {
                event(head, EventType.SOFT_BOUNCE, attempt, attempted, way);
                attempted += 120_000;
            }
        }
        event(head, EventType.DELIVERED, refusals + 1, attempted, way.setAcceptedAt(attempted));
    }

    private void event(MessageHead head, EventType type, int attempt, long at, Instants.Builder way) {
        String delivery = Ids.delivery(head.getMessageId(), 0);
        events.add(MailEvent.newBuilder()
                .setEventId(Ids.event(delivery, attempt, type))
                .setType(type.word())
                .setAt(at)
                .setHead(head)
                .setDeliveryId(delivery)
                .setAttempt(attempt)
                .setInstants(way)
                .setBlame(type == EventType.SOFT_BOUNCE ? "remote" : "")
                .setProvider(attempt == 0 ? "" : "google")
                .setSmtp(SmtpResult.newBuilder().setEgressIp(attempt == 0 ? "" : "192.0.2.1"))
                .build());
    }

    /** What the table is to say of events, of which each counts once. */
    static Map<String, MailWindow> table(Collection<MailEvent> events) {
        Map<String, Long> dispatched = new HashMap<>();
        Map<String, Long> refused = new HashMap<>();
        Map<String, MailEvent> once = new LinkedHashMap<>();
        events.forEach(event -> once.put(event.getEventId(), event));
        for (MailEvent event : once.values()) {
            if (event.getType().equals("soft_bounce")) {
                dispatched.merge(event.getDeliveryId(), event.getInstants().getDispatchedAt(), Math::min);
                refused.merge(event.getDeliveryId(), event.getAt(), Math::min);
            }
        }
        Map<String, MailWindow> out = new LinkedHashMap<>();
        for (MailEvent event : once.values()) {
            WindowFact fact = WindowFact.of(event)
                    .after(
                            dispatched.getOrDefault(event.getDeliveryId(), 0L),
                            refused.getOrDefault(event.getDeliveryId(), 0L));
            MailWindow before = out.get(OpenWindows.key(fact));
            out.put(OpenWindows.key(fact), before == null ? fact.alone() : fact.addTo(before));
        }
        return out;
    }
}
