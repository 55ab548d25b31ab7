package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.DeadPort;
import io.migomail.testkit.mx.MxHabits;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import io.migomail.testkit.policy.PolicyRow;
import io.migomail.testkit.policy.PolicyTable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the failure policy, provoked over a real socket: alone, and with a friendly host behind. */
class PolicyOverSocketsTest {
    private final ScriptedMx mx = ScriptedMx.start(MxHabits.CURIOUS);
    private final ScriptedMx friendly = ScriptedMx.start(MxHabits.CURIOUS.deafToAddresses());
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);

    @AfterEach
    void close() {
        fixture.close();
        mx.close();
        friendly.close();
    }

    /** What an outcome says, "-" for nothing. */
    private static String words(Outcome outcome) {
        List<String> words = List.of(
                outcome.getKind(),
                outcome.getSmtp().getStage(),
                outcome.getCategory(),
                outcome.getBlame(),
                outcome.getCode(),
                outcome.getHold());
        return String.join(" ", words.stream().map(w -> w.isEmpty() ? "-" : w).toList());
    }

    private Delivery.Builder to(int port, boolean another) {
        Delivery.Builder delivery = EngineFixture.delivery("127.0.0.1", port);
        if (another) {
            delivery.getRouteBuilder()
                    .addHosts(MxHost.newBuilder()
                            .setHost("127.0.0.1")
                            .setPort(friendly.port())
                            .setPreference(20));
        }
        return delivery;
    }

    static List<PolicyRow> rows() {
        return PolicyRow.all();
    }

    static List<PolicyRow> rowsThatTell() {
        return rows().stream().filter(row -> !row.waitsInVain()).toList();
    }

    private Delivery.Builder to(PolicyRow row, boolean another) {
        int port = row.atTheDoor() ? mx.door(row.script()).port() : mx.port();
        String recipient = (row.atTheDoor() ? "ada" : row.script()) + "@example.com";
        return to(port, another).setRecipient(recipient);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsThatTell")
    void everyRowAloneAndWithAFriendlyHostBehind(PolicyRow row) {
        assertEquals(row.alone(), words(fixture.send(to(row, false))));
        assertEquals(row.withAnother(), fixture.send(to(row, true)).getKind());
    }

    /** All at once, for each lasts longer than a busy machine stands still. */
    @Test
    void everyRowThatWaitsInVainAloneAndWithAFriendlyHostBehind() {
        List<PolicyRow> rows = rows().stream().filter(PolicyRow::waitsInVain).toList();
        try (EngineFixture impatient = new EngineFixture(EngineFixture.IMPATIENT)) {
            var alone =
                    rows.stream().map(row -> impatient.submit(to(row, false))).toList();
            var withAnother =
                    rows.stream().map(row -> impatient.submit(to(row, true))).toList();
            for (int i = 0; i < rows.size(); i++) {
                PolicyRow row = rows.get(i);
                assertEquals(row.alone(), words(EngineFixture.await(alone.get(i))), row.script());
                assertEquals(
                        row.withAnother(),
                        EngineFixture.await(withAnother.get(i)).getKind(),
                        row.script());
            }
        }
    }

    /** What the table says in words follows from what its cases show. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theTableSaysWhatTheRowsShow(PolicyRow row) throws Exception {
        PolicyTable.Row said = PolicyTable.read().get(row.heading());
        if (row.heading().equals(PolicyRow.REPAIRED)) {
            assertEquals("delivered", row.withAnother());
        } else {
            assertNotNull(said, () -> "FailurePolicy has no row '" + row.heading() + "'");
            String shown = row.alone().startsWith("bounced") ? "bounced" : row.hold();
            assertEquals(said.lastHost(), shown);
            assertEquals(said.moreHosts().equals("next host"), row.withAnother().equals("delivered"));
        }
    }

    @Test
    void noRowOfTheTableIsForgotten() throws Exception {
        Set<String> expected = new TreeSet<>(PolicyTable.read().keySet());
        expected.add(PolicyRow.REPAIRED);
        assertEquals(expected, new TreeSet<>(PolicyRow.headings()));
    }

    @Test
    void aGreylistingHostTakesTheSecondAttempt() {
        Delivery.Builder delivery = to(mx.port(), false).setRecipient("greylist@example.com");
        assertEquals("deferred rcpt greylisted remote - -", words(fixture.send(delivery)));
        assertEquals("delivered", fixture.send(delivery).getKind());
    }

    @Test
    void aResetWhileTheContentIsOnItsWayIsNotUncertain() {
        String mime = "Subject: big\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(100_000);
        Delivery.Builder delivery = to(mx.port(), false)
                .setRecipient("content-rst@example.com")
                .setMime(com.google.protobuf.ByteString.copyFromUtf8(mime));
        assertEquals("deferred data network remote connection_lost -", words(fixture.send(delivery)));
        assertEquals(0, fixture.engine.metrics().uncertain());
    }

    @Test
    void uncertainAttemptsAreCounted() {
        try (EngineFixture impatient = new EngineFixture(EngineFixture.IMPATIENT_AT_THE_DOT)) {
            impatient.send(to(mx.port(), false).setRecipient("dot-rst@example.com"));
            impatient.send(to(mx.port(), false).setRecipient("dot-silence@example.com"));
            assertEquals(2, impatient.engine.metrics().uncertain());
        }
    }

    @ParameterizedTest
    @CsvSource({"421 4.4.2 closing", "550 no", "rst", "silence"})
    void whateverARsetMeetsTheMailGoesOverAFreshConnection(String behaviour) {
        // Replies that come at once, so that the connection is warm when the bounce is told.
        try (ScriptedMx holding = ScriptedMx.start(MxHabits.CURIOUS.holdingReplies());
                EngineFixture impatient = new EngineFixture(EngineFixture.IMPATIENT)) {
            Delivery.Builder unknown = to(holding.port(), false).setRecipient("rcpt-550-5.1.1@example.com");
            assertEquals("bounced", impatient.send(unknown).getKind());
            holding.on(Step.RSET, behaviour, "250 fine");
            assertEquals("delivered", impatient.send(to(holding.port(), false)).getKind());
            assertTrue(holding.transcript().commands().contains("RSET"));
            assertEquals(2, holding.connections());
        }
    }

    @Test
    void whereNobodyListensAllWait() throws Exception {
        try (DeadPort nobody = DeadPort.open()) {
            int port = nobody.number();
            assertEquals("deferred connect network remote connect_failed group", words(fixture.send(to(port, false))));
            assertEquals("delivered", fixture.send(to(port, true)).getKind());
        }
    }

    @Test
    void aHostWithoutAddressDefersAndIsPassedOver() {
        Delivery.Builder nowhere = EngineFixture.delivery("nowhere.example", 25);
        assertEquals("deferred dns network remote mx_unresolved -", words(fixture.send(nowhere)));
        nowhere.getRouteBuilder()
                .addHosts(MxHost.newBuilder().setHost("127.0.0.1").setPort(friendly.port()));
        assertEquals("delivered", fixture.send(nowhere).getKind());
    }

    @Test
    void anAddressThatIsNotHereRests() {
        Outcome outcome = fixture.send(fixture.attempt(to(mx.port(), true), "192.0.2.77", ""));
        assertEquals("deferred connect our_side us egress_unavailable address", words(outcome));
    }

    @Test
    void whatAHostCannotTakeGoesToTheNextOne() {
        mx.first().offers("PIPELINING", "SIZE 10");
        assertEquals("bounced mail too_large content message_too_large -", words(fixture.send(to(mx.port(), false))));
        assertEquals("delivered", fixture.send(to(mx.port(), true)).getKind());
        mx.first().offers("PIPELINING");
        String utf8 = "gr\u00fc\u00dfe@example.com";
        assertEquals(
                "bounced mail protocol remote smtputf8_unsupported -",
                words(fixture.send(to(mx.port(), false).setRecipient(utf8))));
        assertEquals(
                "delivered",
                fixture.send(to(mx.port(), true).setRecipient(utf8)).getKind());
    }

    @Test
    void theDeadlineOfTheAttempt() {
        var timeouts = EngineTimeouts.each(Duration.ofSeconds(30), EngineFixture.IN_VAIN);
        try (EngineFixture late = new EngineFixture(EngineFixture.CONFIG.withTimeouts(timeouts))) {
            var ehlo = late.submit(to(mx.door("ehlo-silence").port(), true));
            var rcpt = late.submit(to(mx.door("rcpt-silence").port(), true));
            var dot = late.submit(to(mx.door("dot-silence").port(), true));
            assertEquals("deferred ehlo network remote attempt_timeout group", words(EngineFixture.await(ehlo)));
            assertEquals("deferred rcpt network remote attempt_timeout -", words(EngineFixture.await(rcpt)));
            assertEquals("deferred dot network remote uncertain -", words(EngineFixture.await(dot)));
        }
    }

    @Test
    void oneOctetASecondEndsInTimeAndCostsTheOthersNothing() {
        try (EngineFixture impatient = new EngineFixture(EngineFixture.IMPATIENT)) {
            var dripping = impatient.submit(to(mx.port(), false).setRecipient("drip@example.com"));
            assertEquals("delivered", impatient.send(to(mx.port(), false)).getKind());
            assertEquals("timeout", EngineFixture.await(dripping).getCode());
            assertEquals(1, mx.journal().acceptedCount());
        }
    }
}
