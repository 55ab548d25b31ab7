package io.migomail.analytics;

import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Deliveries of every fate, over several days from {@link SampleEvents#START} on; the same for the same seed. */
final class StatsTraffic {
    private static final long HOUR = 3_600_000L;

    private final String application;
    private final Random random;
    private final List<MailEvent> events = new ArrayList<>();

    private StatsTraffic(String application, long seed) {
        this.application = application;
        this.random = new Random(seed);
    }

    /** The events of so many messages. */
    static List<MailEvent> of(String application, int messages, long seed) {
        StatsTraffic traffic = new StatsTraffic(application, seed);
        for (int n = 0; n < messages; n++) {
            traffic.message(n);
        }
        return traffic.events;
    }

    private String any(String... of) {
        return of[random.nextInt(of.length)];
    }

    private void message(int n) {
        long received = SampleEvents.START + random.nextInt(100) * HOUR + random.nextInt((int) HOUR);
        boolean scheduled = random.nextInt(10) == 0;
        int recipients = 1 + random.nextInt(3);
        MessageHead.Builder head = MessageHead.newBuilder()
                .setMessageId(SampleEvents.messageId(application, received, n))
                .setAccountId("acc_1")
                .setApplicationId(application)
                .setEnvironment("live")
                .setStream(any("transactional", "marketing"))
                .setMessageClass(any("critical", "high", "normal"))
                .setFrom(any("a@Shop.example", "b@shop.example", "\"x@y\"@other.example"))
                .setTemplateAlias(any("", "order"))
                .setReceivedAt(received)
                .setRecipientCount(recipients)
                .setEndpoint(any("rest", "smtp"))
                .setRetentionDays(90);
        List.of("red", "green", "it's").stream()
                .filter(t -> random.nextBoolean())
                .forEach(head::addTags);
        if (scheduled) {
            head.setScheduledAt(received + random.nextInt(40) * HOUR);
        }
        boolean repeat = random.nextInt(12) == 0;
        for (int recipient = 0; recipient < recipients; recipient++) {
            if (repeat) {
                repeated(head.build(), recipient);
            } else {
                delivery(head.build(), recipient);
            }
        }
    }

    /** A request that was another's. */
    private void repeated(MessageHead head, int recipient) {
        long at = head.getReceivedAt() + 2;
        add(head, recipient, head.getScheduledAt() > 0 ? EventType.SCHEDULED : EventType.QUEUED, 0, at);
        add(head, recipient, EventType.REPLAYED, 0, at);
    }

    private void delivery(MessageHead head, int recipient) {
        long at = head.getReceivedAt() + random.nextInt(20);
        if (head.getScheduledAt() > 0) {
            add(head, recipient, EventType.SCHEDULED, 0, at);
            if (random.nextInt(4) == 0) {
                add(head, recipient, EventType.CANCELED, 0, at + random.nextInt(1000));
                return;
            }
            at = head.getScheduledAt() + random.nextInt(20);
        }
        add(head, recipient, EventType.QUEUED, 0, at);
        int fate = random.nextInt(20);
        if (fate < 4) {
            List<EventType> ends = List.of(EventType.EXPIRED, EventType.SUPPRESSED, EventType.FAILED);
            ends.stream()
                    .skip(fate)
                    .limit(1)
                    .forEach(type -> add(head, recipient, type, 0, head.getReceivedAt() + 500));
        } else {
            attempts(head, recipient, at);
        }
    }

    private void attempts(MessageHead head, int recipient, long queued) {
        Instants.Builder way = Instants.newBuilder()
                .setReceivedAt(head.getReceivedAt())
                .setQueuedAt(queued)
                .setRenderedAt(queued + random.nextInt(50));
        String provider = any("google", "mx:mx.example");
        long at = way.getRenderedAt();
        int refusals = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        for (int attempt = 1; ; attempt++) {
            at += random.nextInt(60);
            boolean connected = random.nextInt(5) > 0 || attempt > refusals;
            way.setDispatchedAt(connected ? at : 0).clearAcceptedAt();
            if (connected) {
                add(head, recipient, EventType.DISPATCHED, attempt, at, way, provider);
            }
            at += random.nextInt(3000);
            if (attempt > refusals) {
                EventType end = random.nextInt(10) == 0 ? EventType.HARD_BOUNCE : EventType.DELIVERED;
                way.setAcceptedAt(end == EventType.DELIVERED ? at : 0);
                add(head, recipient, end, attempt, at, way, provider);
                engaged(head, recipient, attempt, at, end);
                return;
            }
            add(head, recipient, EventType.SOFT_BOUNCE, attempt, at, way, provider);
            at += random.nextInt(20) * HOUR;
        }
    }

    private void engaged(MessageHead head, int recipient, int attempt, long at, EventType end) {
        for (EventType type : List.of(
                EventType.OPENED,
                EventType.CLICKED,
                EventType.LATE_BOUNCE,
                EventType.SPAM_COMPLAINT,
                EventType.UNSUBSCRIBE)) {
            for (int again = 0; end == EventType.DELIVERED && again < random.nextInt(4); again++) {
                long later = at + random.nextInt(30) * HOUR;
                add(head, recipient, type, attempt * 100 + again, later, Instants.newBuilder(), "");
            }
        }
    }

    private void add(MessageHead head, int recipient, EventType type, int attempt, long at) {
        Instants.Builder way = Instants.newBuilder().setReceivedAt(head.getReceivedAt());
        add(head, recipient, type, attempt, at, way, "");
    }

    private void add(
            MessageHead head,
            int recipient,
            EventType type,
            int attempt,
            long at,
            Instants.Builder way,
            String provider) {
        String delivery = Ids.delivery(head.getMessageId(), recipient);
        events.add(MailEvent.newBuilder()
                .setEventId(Ids.event(delivery, attempt, type))
                .setType(type.word())
                .setAt(at)
                .setHead(head)
                .setRecipient("user@" + (recipient == 0 ? "Gmail.com" : "example.org"))
                .setDeliveryId(delivery)
                .setAttempt(attempt)
                .setInstants(type == EventType.DISPATCHED ? way.clone().clearAcceptedAt() : way)
                .setProvider(provider)
                .setBlame(type == EventType.SOFT_BOUNCE ? any("us", "remote", "recipient") : "")
                .setEngagement(Engagement.newBuilder()
                        .setMachine(
                                type == EventType.OPENED || type == EventType.CLICKED ? any("", "", "scanner") : ""))
                .build());
    }
}
