package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.mta.shaping.ShapingRules;
import io.migomail.testkit.mx.MxHabits;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that arrive, and how they look on the wire. */
class DeliveryTest {
    private static final String APPLE = "provider:apple";
    private final ScriptedMx mx = ScriptedMx.start();
    private EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    @Test
    void aMessageArrivesWithItsOutcome() {
        mx.on(Step.DOT, "250-2.0.0 first line\r\n250 2.0.0 queued as 4711");
        Outcome outcome = fixture.send(EngineFixture.delivery(mx));
        assertEquals("delivered", outcome.getKind());
        assertEquals(List.of(EngineFixture.MIME + ".\r\n"), mx.transcript().messages());
        assertEquals(
                List.of(
                        "EHLO sender.test",
                        "MAIL FROM:<bounce@sender.test> SIZE=" + EngineFixture.MIME.length(),
                        "RCPT TO:<you@example.com>",
                        "DATA"),
                mx.transcript().commands());
        assertEquals(
                "250 2.0.0 first line 2.0.0 queued as 4711", outcome.getSmtp().getResponse());
        assertEquals("2.0.0", outcome.getSmtp().getEnhanced());
        assertEquals("127.0.0.1", outcome.getSmtp().getMxIp());
        assertEquals("127.0.0.1", outcome.getSmtp().getEgressIp());
        assertEquals("", outcome.getSmtp().getTlsVersion());
        assertEquals("example|pool_a", outcome.getPaceKey());
        assertEquals(11, outcome.getInstants().getReceivedAt());
        assertEquals(13, outcome.getInstants().getRenderedAt());
        assertTrue(outcome.getInstants().getDispatchedAt() > 0);
        assertTrue(
                outcome.getInstants().getAcceptedAt() >= outcome.getInstants().getDispatchedAt());
        assertEquals(EngineFixture.MIME.length(), outcome.getSize());
    }

    @Test
    void mailRcptAndDataGoInOneWriteWherePipeliningIsOffered() {
        try (ScriptedMx waiting = ScriptedMx.start(MxHabits.CURIOUS.holdingReplies())) {
            assertEquals(
                    "delivered", fixture.send(EngineFixture.delivery(waiting)).getKind());
        }
    }

    @Test
    void nothingIsSentAheadWherePipeliningIsNotOffered() {
        mx.first().offers("8BITMIME");
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        assertEquals(List.of(), mx.transcript().premature());
        assertEquals(
                "MAIL FROM:<bounce@sender.test>", mx.transcript().commands().get(1));
    }

    @Test
    void aHostWithoutEhloIsGreetedWithHelo() {
        mx.on(Step.EHLO, "502 5.5.1 what?");
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        assertEquals("HELO sender.test", mx.transcript().commands().get(1));
    }

    @Test
    void aWarmConnectionIsUsedAgainWithoutRset() {
        for (int i = 0; i < 5; i++) {
            assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        }
        assertEquals(1, mx.transcript().peers().size());
        assertEquals(4, fixture.engine.metrics().connectionsReused());
        assertFalse(mx.transcript().commands().contains("RSET"));
        assertEquals(0, fixture.engine.metrics().inFlight());
    }

    @Test
    void afterARefusalTheConnectionServesAgainBehindRset() {
        // The bounce is told before the reply to DATA: only where both come at once is the connection warm by then.
        try (ScriptedMx holding = ScriptedMx.start(MxHabits.CURIOUS.holdingReplies())) {
            holding.on(Step.RCPT, "550 5.1.1 no such user", "250 fine")
                    .on(Step.DATA, "554 no valid recipients", "354 go on");
            assertEquals(
                    "bounced", fixture.send(EngineFixture.delivery(holding)).getKind());
            assertEquals(
                    "delivered", fixture.send(EngineFixture.delivery(holding)).getKind());
            assertEquals(1, holding.transcript().peers().size());
            assertTrue(holding.transcript().commands().contains("RSET"));
        }
    }

    @Test
    void dataAcceptedBehindARefusedRecipientSendsNothingOfTheMessage() {
        mx.on(Step.RCPT, "550 5.1.1 no such user", "250 fine")
                .on(Step.DATA, "354 go on")
                .on(Step.DOT, "554 no valid recipients", "250 ok");
        assertEquals("bounced", fixture.send(EngineFixture.delivery(mx)).getKind());
        // The bounce is told before the dot is written: the next message, over another connection, might overtake it.
        EngineFixture.until(() -> mx.journal().open() == 0, "the refused transaction is over");
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        assertEquals(
                List.of(".\r\n", EngineFixture.MIME + ".\r\n"), mx.transcript().messages());
    }

    @Test
    void aConnectionCarriesNoMoreMessagesThanItMay() {
        int most = ShapingRules.of(APPLE).messagesPerConnection();
        for (int i = 0; i < 2 * most; i++) {
            Delivery.Builder delivery = EngineFixture.delivery(mx);
            delivery.getRouteBuilder().setGroup(APPLE);
            assertEquals("delivered", fixture.send(delivery).getKind());
        }
        assertEquals(2, mx.transcript().peers().size());
    }

    @Test
    void aWarmConnectionThatTheOtherSideHasClosedCostsNoAttempt() throws Exception {
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        mx.on(Step.MAIL, "421 4.4.2 idle too long", "250 fine");
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        assertEquals(2, mx.transcript().peers().size());
        mx.cut();
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
    }

    @Test
    void theMessageLeavesFromItsEgressAddressUnderItsName() {
        fixture.send(fixture.attempt(EngineFixture.delivery(mx), "127.0.1.10", "out10.sender.test"));
        Outcome outcome = fixture.send(fixture.attempt(EngineFixture.delivery(mx), "127.0.1.11", "out11.sender.test"));
        assertEquals("delivered", outcome.getKind());
        assertEquals("127.0.1.11", outcome.getSmtp().getEgressIp());
        assertEquals("127.0.1.10", mx.transcript().peers().get(0).getAddress().getHostAddress());
        assertEquals("127.0.1.11", mx.transcript().peers().get(1).getAddress().getHostAddress());
        assertTrue(mx.transcript().commands().contains("EHLO out10.sender.test"));
        assertTrue(mx.transcript().commands().contains("EHLO out11.sender.test"));
    }

    @Test
    void dotsAreStuffedAndTheLastLineIsEnded() {
        String mime = ".leading\r\n..two\r\n.\r\nmiddle.dot\r\n.last";
        var delivery = EngineFixture.delivery(mx).setMime(ByteString.copyFromUtf8(mime));
        assertEquals("delivered", fixture.send(delivery).getKind());
        assertEquals(
                List.of("..leading\r\n...two\r\n..\r\nmiddle.dot\r\n..last\r\n.\r\n"),
                mx.transcript().messages());
    }

    @Test
    void aLargeMessageArrivesWhole() {
        String mime = "Subject: big\r\n\r\n" + (".".repeat(70) + "\r\n").repeat(13_000);
        var delivery = EngineFixture.delivery(mx).setMime(ByteString.copyFromUtf8(mime));
        assertEquals("delivered", fixture.send(delivery).getKind());
        assertEquals(
                (mime + ".\r\n").replace("\r\n..", "\r\n..."),
                mx.transcript().messages().get(0));
    }

    @Test
    void eightBitContentIsAnnouncedAndUnchanged() {
        String mime = "Subject: x\r\n\r\ngr\u00fc\u00dfe\r\n";
        var delivery = EngineFixture.delivery(mx)
                .setMime(ByteString.copyFrom(mime, StandardCharsets.ISO_8859_1))
                .setEightBit(true);
        assertEquals("delivered", fixture.send(delivery).getKind());
        assertTrue(mx.transcript().commands().get(1).endsWith(" BODY=8BITMIME"));
        assertEquals(mime + ".\r\n", mx.transcript().messages().get(0));
    }

    @Test
    void internationalAddressesUseSmtputf8() {
        var delivery = EngineFixture.delivery(mx).setRecipient("gr\u00fc\u00dfe@example.com");
        assertEquals("delivered", fixture.send(delivery).getKind());
        assertTrue(mx.transcript().commands().get(1).endsWith(" BODY=8BITMIME SMTPUTF8"));
        assertEquals(
                "RCPT TO:<gr\u00fc\u00dfe@example.com>",
                mx.transcript().commands().get(2));
    }

    @Test
    void withoutSmtputf8AnInternationalAddressBounces() {
        mx.first().offers("PIPELINING", "8BITMIME");
        Outcome outcome = fixture.send(EngineFixture.delivery(mx).setSmtputf8(true));
        assertEquals("bounced", outcome.getKind());
        assertEquals("smtputf8_unsupported", outcome.getCode());
        assertEquals("5.6.7", outcome.getSmtp().getEnhanced());
        assertEquals(1, mx.transcript().commands().size(), "nothing but EHLO");
    }

    @Test
    void aMessageAboveTheAnnouncedSizeBouncesUnsent() {
        mx.first().offers("PIPELINING", "SIZE 10");
        Outcome outcome = fixture.send(EngineFixture.delivery(mx));
        assertEquals("bounced", outcome.getKind());
        assertEquals("message_too_large", outcome.getCode());
        assertEquals("too_large", outcome.getCategory());
    }

    @Test
    void hostNamesAreLookedUpAndHostsTriedInOrderOfPreference() throws Exception {
        fixture.dns.put("mx2.example", new AddressLookup.Answer(List.of(InetAddress.getByName("127.0.0.1")), ""));
        var delivery = EngineFixture.delivery("mx1.example", mx.port());
        delivery.getRouteBuilder()
                .addHosts(MxHost.newBuilder()
                        .setHost("mx2.example")
                        .setPort(mx.port())
                        .setPreference(20));
        Outcome outcome = fixture.send(delivery);
        assertEquals("delivered", outcome.getKind());
        assertEquals("mx2.example", outcome.getSmtp().getMx());
    }

    @Test
    void aSlowAnswerIsReportedAsDispatchedBeforeItsOutcome() {
        EngineTimeouts quick = new EngineTimeouts(
                Duration.ofSeconds(9),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(400),
                Duration.ofMillis(50));
        try (EngineFixture slow = new EngineFixture(EngineFixture.CONFIG.withTimeouts(quick))) {
            mx.on(Step.DOT, "silence");
            List<Outcome> others = new java.util.concurrent.CopyOnWriteArrayList<>();
            Outcome outcome = EngineFixture.await(slow.submit(slow.attempt(EngineFixture.delivery(mx)), others));
            assertEquals("uncertain", outcome.getCode());
            assertEquals(1, others.size());
            assertEquals("dispatched", others.get(0).getKind());
            assertTrue(others.get(0).getInstants().getDispatchedAt() > 0);
        }
    }

    @Test
    void anIdleConnectionIsClosedWithQuit() {
        fixture.close();
        fixture = new EngineFixture(EngineFixture.CONFIG.withIdle(Duration.ofMillis(30)));
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        EngineFixture.until(() -> mx.transcript().commands().contains("QUIT"), "QUIT");
        EngineFixture.until(() -> fixture.engine.metrics().connectionsOpen() == 0, "it is closed");
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        assertEquals(2, mx.transcript().peers().size());
    }

    @Test
    void noTransactionStartsWhileTheCallerForbidsIt() throws Exception {
        var asked = new java.util.concurrent.CountDownLatch(3);
        var allowed = new java.util.concurrent.atomic.AtomicBoolean();
        var attempt = fixture.attempt(EngineFixture.delivery(mx));
        var done = fixture.submit(attempt, new java.util.concurrent.CopyOnWriteArrayList<>(), () -> {
            asked.countDown();
            return allowed.get();
        });
        assertTrue(asked.await(20, java.util.concurrent.TimeUnit.SECONDS));
        assertEquals(List.of("EHLO sender.test"), mx.transcript().commands());
        allowed.set(true);
        assertEquals("delivered", EngineFixture.await(done).getKind());
    }
}
