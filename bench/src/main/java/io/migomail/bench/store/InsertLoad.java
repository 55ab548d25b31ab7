package io.migomail.bench.store;

import com.google.protobuf.ByteString;
import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventWriter;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.MessageIds;
import io.migomail.core.TimeSource;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Events made here and stored as the accounting job stores them: batch after batch, one at a time, each in another message's name. */
final class InsertLoad {
    /** As many as the job's. */
    private static final int BATCH = 5_000;

    private static final int DIGEST = 32;
    private static final int SIGNATURE = 256;

    private final MessageIds ids = new MessageIds(new byte[DIGEST]);
    private final SplittableRandom random = new SplittableRandom(1);
    private final TimeSource time;

    /** What was stored in which time; making the events is part of it. */
    record Stored(long events, double seconds) {
        double perSecond() {
            return events / seconds;
        }
    }

    InsertLoad(TimeSource time) {
        this.time = time;
    }

    /** Stores for so long, one batch at least, into a database that has the schema. */
    Stored run(ClickHouseAddress address, Duration length) {
        long events = 0;
        long begin = time.monotonicNanos();
        long end = begin + length.toNanos();
        try (EventWriter writer = EventWriter.open(address)) {
            do {
                List<MailEvent> batch = batch();
                writer.write(batch);
                events += batch.size();
            } while (time.monotonicNanos() < end);
        }
        return new Stored(events, (time.monotonicNanos() - begin) / 1e9);
    }

    private List<MailEvent> batch() {
        List<MailEvent> out = new ArrayList<>(BATCH);
        while (out.size() + 3 <= BATCH) {
            message(out);
        }
        return out;
    }

    private void message(List<MailEvent> out) {
        long now = time.wallMillis();
        int n = random.nextInt(1_000_000);
        String application = "app_bench" + n % 200;
        MessageHead head = MessageHead.newBuilder()
                .setMessageId(ids.next(application, now, random))
                .setAccountId("acc_bench" + n % 50)
                .setApplicationId(application)
                .setEnvironment("live")
                .setStream("transactional")
                .setMessageClass(n % 3 == 0 ? "critical" : "normal")
                .setFrom("noreply@shop" + n % 5 + ".example")
                .setSubject("Your order " + n)
                .setTemplateAlias("template-" + n % 20)
                .setTemplateVersion(1)
                .addTags("tag-" + n % 30)
                .setReceivedAt(now)
                .setRecipientCount(1)
                .setEndpoint("rest")
                .setRetentionDays(90)
                .build();
        Instants queued =
                Instants.newBuilder().setReceivedAt(now).setQueuedAt(now + 2).build();
        Instants sent = queued.toBuilder()
                .setRenderedAt(now + 5)
                .setDispatchedAt(now + 8)
                .build();
        out.add(event(head, n, 0, EventType.QUEUED)
                .setAt(now + 2)
                .setInstants(queued)
                .build());
        out.add(routed(event(head, n, 1, EventType.DISPATCHED))
                .setAt(now + 8)
                .setInstants(sent)
                .setSmtp(SmtpResult.newBuilder().setEgressIp("192.0.2.7"))
                .build());
        out.add(routed(event(head, n, 1, EventType.DELIVERED))
                .setAt(now + 300)
                .setInstants(sent.toBuilder().setAcceptedAt(now + 300))
                .setSize(20_000)
                .setSmtp(reply(n))
                .setSent(SentMail.newBuilder()
                        .setDigest(octets(DIGEST))
                        .addSignatures(DkimSignature.newBuilder().setSignature(octets(SIGNATURE))))
                .build());
    }

    private static MailEvent.Builder event(MessageHead head, int n, int attempt, EventType type) {
        String delivery = Ids.delivery(head.getMessageId(), 0);
        return MailEvent.newBuilder()
                .setEventId(Ids.event(delivery, attempt, type))
                .setType(type.word())
                .setHead(head)
                .setRecipient("user" + n + "@domain" + n % 400 + ".example")
                .setDeliveryId(delivery)
                .setAttempt(attempt)
                .setExpiresAt(head.getReceivedAt() + Duration.ofDays(3).toMillis());
    }

    private static MailEvent.Builder routed(MailEvent.Builder event) {
        return event.setProvider("google").setPoolId("pool_bench");
    }

    private SmtpResult reply(int n) {
        return SmtpResult.newBuilder()
                .setStage("data")
                .setCode(250)
                .setEnhanced("2.0.0")
                .setResponse("2.0.0 OK " + Long.toHexString(random.nextLong()))
                .setMx("mx" + n % 40 + ".example")
                .setMxIp("198.51.100." + n % 40)
                .setEgressIp("192.0.2.7")
                .setTlsVersion("TLSv1.3")
                .setTlsCipher("TLS_AES_256_GCM_SHA384")
                .build();
    }

    private ByteString octets(int count) {
        byte[] out = new byte[count];
        random.nextBytes(out);
        return ByteString.copyFrom(out);
    }
}
