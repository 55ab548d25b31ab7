package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.compose.TrackingUrls;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RenderFunctionTest {
    private static OneInputStreamOperatorTestHarness<Incoming, byte[]> harness() throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RenderFunction(FakeSources::new)));
        harness.open();
        return harness;
    }

    private static Incoming incoming(AcceptedMessage.Builder message) {
        return new Incoming(RecordCodec.ACCEPTED.encode(message.build()), 100, "t-0@7");
    }

    private static List<Outcome> ended(OneInputStreamOperatorTestHarness<Incoming, byte[]> harness) {
        ConcurrentLinkedQueue<StreamRecord<Keyed>> records = harness.getSideOutput(RenderFunction.ENDED);
        return records == null
                ? List.of()
                : records.stream()
                        .map(r -> RecordCodec.OUTCOME.decode(r.getValue().value()))
                        .toList();
    }

    @Test
    void aGoodMessageGoesOn() throws Exception {
        try (var harness = harness()) {
            harness.processElement(incoming(Messages.body("", "x")), 0);
            assertEquals(1, harness.extractOutputValues().size());
            assertEquals(List.of(), ended(harness));
        }
    }

    @Test
    void aScheduledMessageWaitsUnrenderedAndIsRenderedOnceItIsDue() throws Exception {
        try (var harness = harness()) {
            AcceptedMessage.Builder message = Messages.body("", "x");
            message.getHeadBuilder().setScheduledAt(200);
            harness.processElement(incoming(message), 0);
            assertEquals(0, harness.extractOutputValues().size());
            Scheduled scheduled =
                    harness.getSideOutput(RenderFunction.SCHEDULED).element().getValue();
            assertEquals("msg_1 at 200", scheduled.messageId() + " at " + scheduled.at());
            message.getHeadBuilder().setDueAt(200);
            harness.processElement(incoming(message), 0);
            assertEquals(1, harness.extractOutputValues().size());
        }
    }

    @Test
    void aScheduledMessageUnderAKeyIsRuledOnAtOnceAndNotAgainWhenItIsDue() throws Exception {
        try (var harness = harness()) {
            AcceptedMessage.Builder message = Claims.scheduled("msg_1", "x");
            harness.processElement(incoming(message), 0);
            message.getHeadBuilder().setDueAt(200);
            harness.processElement(incoming(message), 0);
            assertEquals(
                    List.of("MESSAGE msg_1", "SCHEDULED msg_1.0", "ALSO_SCHEDULED msg_1.1"),
                    harness.getSideOutput(RenderFunction.CLAIMS).stream()
                            .map(StreamRecord::getValue)
                            .map(claim -> claim.kind() + " " + claim.id())
                            .toList());
            assertNull(harness.getSideOutput(RenderFunction.SCHEDULED));
            assertEquals(2, harness.extractOutputValues().size());
        }
    }

    @Test
    void aMessageWithAnIdempotencyKeyIsToldOfBeforeItIsRenderedAndSoAreItsEnds() throws Exception {
        try (var harness = harness()) {
            AcceptedMessage.Builder bad = Messages.template("unknown", "{}");
            bad.getHeadBuilder().setIdempotencyKey("k").setMessageId("msg_2");
            harness.processElement(incoming(Claims.accepted("msg_1", "x")), 0);
            harness.processElement(incoming(bad), 0);
            assertEquals(1, harness.extractOutputValues().size());
            assertEquals(List.of(), ended(harness));
            List<Claim> claims = harness.getSideOutput(RenderFunction.CLAIMS).stream()
                    .map(StreamRecord::getValue)
                    .toList();
            assertEquals(
                    List.of("MESSAGE msg_1", "MESSAGE msg_2", "UNRENDERED msg_2.0"),
                    claims.stream().map(c -> c.kind() + " " + c.id()).toList());
            for (Claim claim : claims) {
                assertEquals("app_1\nlive\nk", claim.name());
                assertEquals(100, claim.queuedAt());
            }
            assertEquals("x", new String(claims.get(0).record(), StandardCharsets.UTF_8));
            assertEquals(
                    "template_missing",
                    RecordCodec.OUTCOME.decode(claims.get(2).record()).getCode());
        }
    }

    @Test
    void aBadMessageFailsForEveryRecipientAndTheNextOneGoesOn() throws Exception {
        try (var harness = harness()) {
            AcceptedMessage.Builder bad =
                    Messages.template("unknown", "{}").addRecipients(Messages.recipient("b@example.org", "cc"));
            harness.processElement(incoming(bad), 0);
            harness.processElement(incoming(Messages.body("", "x")), 0);
            assertEquals(1, harness.extractOutputValues().size());
            List<Outcome> ended = ended(harness);
            assertEquals(2, ended.size());
            assertEquals("failed", ended.get(1).getKind());
            assertEquals("template_missing", ended.get(1).getCode());
            assertEquals("msg_1.1", ended.get(1).getDeliveryId());
            assertEquals("b@example.org", ended.get(1).getRecipient());
            assertEquals(100, ended.get(1).getInstants().getQueuedAt());
            assertEquals("", ended.get(1).getPaceKey());
            assertEquals(0, ended.get(1).getAttempt());
        }
    }

    @Test
    void aMessageThatExpiredInTheLogIsLeftToPaceToEnd() throws Exception {
        try (var harness = harness()) {
            harness.processElement(incoming(Messages.body("", "x").setExpiresAt(1)), 0);
            assertEquals(1, harness.extractOutputValues().size());
            assertEquals(List.of(), ended(harness));
        }
    }

    @Test
    void aRecordThatIsNoMessageIsSkipped() throws Exception {
        try (var harness = harness()) {
            harness.processElement(new Incoming(new byte[] {'M', 1, 0x7f}, 1, "t-0@8"), 0);
            harness.processElement(new Incoming(new byte[0], 1, "t-0@9"), 0);
            harness.processElement(new Incoming(new byte[] {'M', 99}, 1, "t-0@10"), 0);
            assertEquals(List.of(), harness.extractOutputValues());
            assertNull(harness.getSideOutput(RenderFunction.ENDED));
        }
    }

    @Test
    void aViewThatLagsDoesNotLoseTheMessage() throws Exception {
        RenderSources.Opener lagging = () -> {
            FakeSources sources = new FakeSources();
            sources.applied = 5;
            return sources;
        };
        try (var harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RenderFunction(lagging)))) {
            harness.open();
            var message = Messages.body("", "x");
            message.getHeadBuilder().setControlOffset(6);
            harness.processElement(incoming(message), 0);
            assertEquals(1, harness.extractOutputValues().size());
        }
    }

    @Test
    void aDefectIsOneMessagesTrouble() throws Exception {
        RenderSources.Opener broken = () -> new RenderSources() {
            private final RenderSources good = new FakeSources();

            @Override
            public boolean await(long offset, java.time.Duration timeout) {
                return true;
            }

            @Override
            public io.migomail.templates.Prepared template(String application, String alias, int version) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public List<io.migomail.mail.dkim.DkimKey> keys(String account, String domain) throws RenderException {
                return good.keys(account, domain);
            }

            @Override
            public TrackingUrls links() {
                return good.links();
            }

            @Override
            public String returnPath(String deliveryId) {
                return good.returnPath(deliveryId);
            }

            @Override
            public void close() {}
        };
        try (var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RenderFunction(broken)))) {
            harness.open();
            harness.processElement(incoming(Messages.template("otp", "{}")), 0);
            assertEquals("render_failed", ended(harness).get(0).getCode());
            assertTrue(ended(harness).get(0).getDetail().indexOf("defect") < 0, "no internals in a public event");
        }
    }
}
