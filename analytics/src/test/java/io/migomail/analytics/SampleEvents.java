package io.migomail.analytics;

import com.google.protobuf.ByteString;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.MessageIds;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events for tests, in the far future so that no retention ends them; the same for the same seed. */
final class SampleEvents {
    static final String APPLICATION = "app_0000000000000000000000000a";
    static final long START = Instant.parse("2080-03-04T23:59:58.765Z").toEpochMilli();

    private static final MessageIds IDS = new MessageIds("a key of tests only".getBytes(StandardCharsets.UTF_8));

    private SampleEvents() {}

    static String messageId(String application, long millis, long seed) {
        return IDS.next(application, millis, new Random(seed));
    }

    static String derivedId(String application, long millis) {
        return IDS.derive(application, "order-4711", new byte[] {1, 2, 3}, millis);
    }

    /** One event with every field set to a value of its own. */
    static MailEvent full(String application, String messageId, EventType type, int attempt, long at) {
        String delivery = Ids.delivery(messageId, 0);
        return MailEvent.newBuilder()
                .setEventId(Ids.event(delivery, attempt, type))
                .setType(type.word())
                .setAt(at)
                .setHead(head(application, messageId))
                .setRecipient("jürgen@bücher.example")
                .setDeliveryId(delivery)
                .setAttempt(attempt)
                .setInstants(instants())
                .setSmtp(smtp())
                .setSent(sent(attempt))
                .setCode("mailbox_full")
                .setDetail("the mailbox of 'jürgen' is full\tso it said\\n")
                .setProvider("google")
                .setPoolId("pool_1")
                .setSize(5_000_000_000L)
                .setExpiresAt(START + 259_200_000L)
                .setRetryAt(START + 60_000L)
                .setBlame("recipient")
                .setCategory("mailbox-full")
                .setEngagement(Engagement.newBuilder()
                        .setUrl("https://shop.example/?a='b'")
                        .setUserAgent("Mozilla/5.0 (\\)")
                        .setMachine("too_soon"))
                .build();
    }

    /** Many messages' events as a quiet day has them: queued, dispatched, delivered. */
    static List<MailEvent> traffic(String application, int messages) {
        List<MailEvent> out = new ArrayList<>(messages * 3);
        for (int i = 0; i < messages; i++) {
            long at = START + i;
            String id = messageId(application, at, i);
            out.add(plain(application, id, EventType.QUEUED, 0, at).build());
            out.add(plain(application, id, EventType.DISPATCHED, 1, at + 20).build());
            out.add(plain(application, id, EventType.DELIVERED, 1, at + 250)
                    .setSent(sent(at))
                    .setSmtp(
                            smtp().toBuilder().setCode(250).setEnhanced("2.0.0").setResponse("250 2.0.0 OK " + at))
                    .build());
        }
        return out;
    }

    private static MailEvent.Builder plain(String application, String id, EventType type, int attempt, long at) {
        return full(application, id, type, attempt, at).toBuilder()
                .setRecipient("user" + at % 100_000 + "@example.org")
                .clearSmtp()
                .clearSent()
                .clearCode()
                .clearDetail()
                .clearBlame()
                .clearCategory()
                .clearEngagement()
                .clearRetryAt();
    }

    private static MessageHead head(String application, String messageId) {
        return MessageHead.newBuilder()
                .setMessageId(messageId)
                .setAccountId("acc_1")
                .setApplicationId(application)
                .setEnvironment("live")
                .setStream("transactional")
                .setMessageClass("high")
                .setFrom("shop@xn--bcher-kva.example")
                .setSubject("Ihre Bestellung \uD83D\uDE80 \u6ce8\u6587 'quoted' \\ \"x\" \u0000 end")
                .setTemplateAlias("order")
                .setTemplateVersion(7)
                .addTags("zebra")
                .addTags("")
                .addTags("ärger, komma")
                .addTags("zebra")
                .putMetadata("z-last", "1")
                .putMetadata("a-first", "\u00e9\n\r\t")
                .putMetadata("", "")
                .setReceivedAt(START - 5)
                .setRecipientCount(50)
                .setEndpoint("rest")
                .setIdempotencyKey("order-4711")
                .setRetentionDays(365)
                .setScheduledAt(1_700_000_100_000L)
                .build();
    }

    private static Instants instants() {
        return Instants.newBuilder()
                .setReceivedAt(START - 5)
                .setQueuedAt(START)
                .setRenderedAt(START + 3)
                .setDispatchedAt(START + 7)
                .setAcceptedAt(START + 222)
                .build();
    }

    /** As large as it usually is: two signatures, RSA-2048 and Ed25519. */
    private static SentMail sent(long seed) {
        Random random = new Random(seed);
        ByteString bodyHash = octets(random, 32);
        return SentMail.newBuilder()
                .setDigest(octets(random, 32))
                .addSignatures(signature("rsa-sha256", bodyHash, octets(random, 256)))
                .addSignatures(signature("ed25519-sha256", bodyHash, octets(random, 64)))
                .build();
    }

    private static DkimSignature signature(String algorithm, ByteString bodyHash, ByteString signature) {
        return DkimSignature.newBuilder()
                .setDomain("xn--bcher-kva.example")
                .setSelector("migo1")
                .setAlgorithm(algorithm)
                .setBodyHash(bodyHash)
                .setSignature(signature)
                .build();
    }

    private static ByteString octets(Random random, int count) {
        byte[] out = new byte[count];
        random.nextBytes(out);
        return ByteString.copyFrom(out);
    }

    private static SmtpResult smtp() {
        return SmtpResult.newBuilder()
                .setStage("dot")
                .setCode(452)
                .setEnhanced("4.2.2")
                .setResponse("452 4.2.2 mailbox full " + "x".repeat(1000))
                .setMx("mx1.example")
                .setMxIp("2001:db8::1")
                .setEgressIp("192.0.2.7")
                .setTlsVersion("TLSv1.3")
                .setTlsCipher("TLS_AES_256_GCM_SHA384")
                .setTlsCertificate(octets(new Random(3), 32))
                .build();
    }
}
