package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.DeadPort;
import io.migomail.testkit.mx.Behaviour;
import io.migomail.testkit.mx.MxHabits;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that refuse, fall silent, break off or talk nonsense: always one outcome, and the right one. */
class FailureTest {
    private final ScriptedMx mx = ScriptedMx.start();
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    private Outcome send() {
        return fixture.send(EngineFixture.delivery(mx));
    }

    @ParameterizedTest
    @CsvSource({
        "BANNER, 421 4.3.2 shutting down, deferred, banner",
        "BANNER, 554 5.7.1 no service, deferred, banner",
        "EHLO, 421 busy, deferred, ehlo",
        "EHLO, 550 go away, deferred, ehlo",
        "MAIL, 451 4.3.0 try later, deferred, mail",
        "MAIL, 550 5.1.8 sender domain does not exist, bounced, mail",
        "RCPT, 450 4.2.0 greylisted, deferred, rcpt",
        "RCPT, 550 5.1.1 user unknown, bounced, rcpt",
        "RCPT, 552 too many recipients, deferred, rcpt",
        "DATA, 451 4.3.0 no, deferred, data",
        "DATA, 554 5.6.0 malformed, bounced, data",
        "DOT, 451 4.3.0 no space, deferred, dot",
        "DOT, 554 5.7.1 spam, bounced, dot",
        "DOT, 554 5.7.1 your IP is on a blocklist, deferred, dot",
        "DOT, 421 4.7.0 go, deferred, dot"
    })
    void aRefusalAtAnyStageGivesItsOutcome(Step step, String reply, String kind, String stage) {
        mx.on(step, reply);
        for (List<String> offered : List.of(List.of("PIPELINING"), List.<String>of("HELP"))) {
            mx.first().offers(offered.toArray(new String[0]));
            // With an engine of its own, that no connection of the round before serves this one.
            try (EngineFixture own = new EngineFixture(EngineFixture.CONFIG)) {
                Outcome outcome = own.send(EngineFixture.delivery(mx));
                assertEquals(kind, outcome.getKind());
                assertEquals(stage, outcome.getSmtp().getStage());
                assertEquals(reply, outcome.getSmtp().getResponse());
                assertEquals(
                        Integer.parseInt(reply.substring(0, 3)),
                        outcome.getSmtp().getCode());
            }
        }
    }

    @Test
    void theWishToBeTriedLaterComesWithTheOutcome() {
        mx.on(Step.RCPT, "451 4.7.1 Greylisted, please try again in 300 seconds");
        Outcome outcome = send();
        assertEquals("greylisted", outcome.getCategory());
        assertEquals(300_000, outcome.getRetryAt() - outcome.getAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rst", "close", "silence", "250-fine-drip"})
    void withoutAReplyToTheFinalDotTheOutcomeIsUncertain(String behaviour) {
        mx.on(Step.DOT, behaviour);
        Delivery.Builder delivery = twice();
        try (EngineFixture impatient = new EngineFixture(EngineFixture.IMPATIENT_AT_THE_DOT)) {
            Outcome outcome = impatient.send(delivery);
            assertEquals("deferred", outcome.getKind());
            assertEquals("uncertain", outcome.getCode());
            assertEquals("dot", outcome.getSmtp().getStage());
        }
        // The host may read what was sent after we gave up.
        EngineFixture.until(() -> !mx.transcript().messages().isEmpty(), "the message has come");
        assertEquals(1, mx.transcript().messages().size(), "must not go to the next host as well");
    }

    @Test
    void silenceAtAnyStageEndsInTime() {
        try (EngineFixture impatient = new EngineFixture(EngineFixture.IMPATIENT)) {
            Map<Step, CompletableFuture<Outcome>> ends = new EnumMap<>(Step.class);
            for (Step step : List.of(Step.BANNER, Step.EHLO, Step.MAIL, Step.RCPT, Step.DATA)) {
                ends.put(step, impatient.submit(to(step.word() + "-silence")));
            }
            ends.forEach((step, end) -> {
                Outcome outcome = EngineFixture.await(end);
                assertEquals("deferred", outcome.getKind());
                assertEquals("timeout", outcome.getCode());
                assertEquals(step.word(), outcome.getSmtp().getStage());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BANNER", "EHLO", "MAIL", "RCPT", "DATA"})
    void aResetBeforeTheContentMovesOnToTheNextHost(Step step) {
        mx.on(step, "rst", standard(step));
        assertEquals("delivered", fixture.send(twice()).getKind());
        assertEquals(2, mx.transcript().peers().size());
    }

    /** Whether the system tells it while connecting or while reading is a matter of microseconds. */
    @RepeatedTest(30)
    void aResetRightAfterTheHandshakeIsToldAtTheBanner() {
        mx.on(Step.BANNER, "rst");
        Outcome outcome = send();
        assertEquals("connection_lost", outcome.getCode());
        assertEquals("banner", outcome.getSmtp().getStage());
    }

    private static String standard(Step step) {
        return switch (step) {
            case BANNER -> "220 mx.test";
            case EHLO -> "250-mx.test\r\n250 PIPELINING";
            case DATA -> "354 go on";
            default -> "250 fine";
        };
    }

    @Test
    void anAcceptanceFollowedByAResetIsADelivery() {
        mx.on(Step.DOT, "250-2.0.0-taken-now-rst");
        assertEquals("delivered", send().getKind());
    }

    @Test
    void octetsOneByOneDoNotExtendTheWaiting() {
        // Each octet comes in time, and the whole reply would take ten times as long as it may.
        MxHabits dripping = MxHabits.CURIOUS.dripping(EngineFixture.IN_VAIN.dividedBy(20));
        try (ScriptedMx slow = ScriptedMx.start(dripping);
                EngineFixture impatient = new EngineFixture(EngineFixture.IMPATIENT)) {
            slow.first().on(Step.EHLO, Behaviour.reply("250 " + "x".repeat(200)).dripping());
            Outcome outcome = impatient.send(EngineFixture.delivery(slow));
            assertEquals("timeout", outcome.getCode());
            assertEquals("ehlo", outcome.getSmtp().getStage());
        }
    }

    @Test
    void theAttemptEndsAtItsDeadlineWhereverItIs() {
        var timeouts = EngineTimeouts.each(Duration.ofSeconds(30), EngineFixture.IN_VAIN);
        try (EngineFixture late = new EngineFixture(EngineFixture.CONFIG.withTimeouts(timeouts))) {
            var atTheRecipient = late.submit(to("rcpt-silence"));
            var atTheDot = late.submit(to("dot-silence"));
            Outcome outcome = EngineFixture.await(atTheRecipient);
            assertEquals("attempt_timeout", outcome.getCode());
            assertEquals("rcpt", outcome.getSmtp().getStage());
            assertEquals("uncertain", EngineFixture.await(atTheDot).getCode());
            assertEquals(0, late.engine.metrics().inFlight());
        }
    }

    @Test
    void anUnreachableHostIsPassedOver() throws Exception {
        try (DeadPort nobody = DeadPort.open()) {
            Delivery.Builder delivery = EngineFixture.delivery("127.0.0.1", nobody.number());
            Outcome alone = fixture.send(delivery);
            assertEquals("deferred", alone.getKind());
            assertEquals("connect_failed", alone.getCode());
            delivery.getRouteBuilder()
                    .addHosts(MxHost.newBuilder()
                            .setHost("127.0.0.1")
                            .setPort(mx.port())
                            .setPreference(20));
            assertEquals("delivered", fixture.send(delivery).getKind());
        }
    }

    @Test
    void aHostInTroubleIsPassedOverButAVerdictOnTheRecipientIsNot() {
        mx.on(Step.MAIL, "421 4.3.2 shutting down", "250 fine");
        assertEquals("delivered", fixture.send(twice()).getKind());
        mx.on(Step.RCPT, "550 5.1.1 user unknown", "250 fine");
        assertEquals("bounced", fixture.send(twice()).getKind());
    }

    @Test
    void anEgressAddressThatIsNotHereIsOurFault() {
        Outcome outcome = fixture.send(fixture.attempt(EngineFixture.delivery(mx), "192.0.2.77", "elsewhere"));
        assertEquals("deferred", outcome.getKind());
        assertEquals("egress_unavailable", outcome.getCode());
        assertEquals("us", outcome.getBlame());
    }

    @Test
    void aNameWithoutAddressDefers() {
        Outcome outcome = fixture.send(EngineFixture.delivery("nowhere.example", 25));
        assertEquals("mx_unresolved", outcome.getCode());
        assertEquals("dns", outcome.getSmtp().getStage());
        assertEquals("nowhere.example", outcome.getSmtp().getMx());
    }

    @Test
    void aBinaryReplyIsEscaped() {
        mx.on(Step.RCPT, "550 5.1.1 user unknown \u0000\u001b[31m\u00ff");
        assertEquals(
                "550 5.1.1 user unknown \\x00\\x1b[31m\\xff", send().getSmtp().getResponse());
    }

    @Test
    void anEndlessReplyIsCutOff() {
        mx.on(Step.MAIL, ("250-more\r\n").repeat(200_000) + "250 end");
        Outcome outcome = send();
        assertEquals("deferred", outcome.getKind());
        assertEquals("protocol_error", outcome.getCode());
        mx.on(Step.MAIL, "250 " + "x".repeat(1_000_000));
        assertEquals("protocol_error", send().getCode());
    }

    @Test
    void nonsenseInsteadOfAReplyDefers() {
        mx.on(Step.BANNER, "HTTP/1.1 400 Bad Request");
        assertEquals("protocol_error", send().getCode());
    }

    @Test
    void anAbandonedAttemptSendsNothingAndTellsNothing() throws Exception {
        mx.on(Step.MAIL, "silence");
        List<Outcome> told = new CopyOnWriteArrayList<>();
        var gone = new java.util.concurrent.CountDownLatch(1);
        Submission submission = fixture.engine.submit(fixture.attempt(EngineFixture.delivery(mx)), told::add);
        submission.abandon(gone::countDown);
        assertTrue(gone.await(10, java.util.concurrent.TimeUnit.SECONDS));
        mx.on(Step.MAIL, "250 fine");
        assertEquals("delivered", send().getKind());
        assertEquals(List.of(), told);
        assertEquals(1, mx.transcript().messages().size());
        assertEquals(0, fixture.engine.metrics().inFlight());
    }

    /** To a host that always does this. */
    private Delivery.Builder to(String door) {
        return EngineFixture.delivery("127.0.0.1", mx.door(door).port());
    }

    private Delivery.Builder twice() {
        Delivery.Builder delivery = EngineFixture.delivery(mx);
        delivery.getRouteBuilder()
                .addHosts(MxHost.newBuilder()
                        .setHost("127.0.0.1")
                        .setPort(mx.port())
                        .setPreference(20));
        return delivery;
    }
}
