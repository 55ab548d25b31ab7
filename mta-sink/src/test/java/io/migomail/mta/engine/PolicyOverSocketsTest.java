package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.mx.MxHabits;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import io.migomail.testkit.policy.PolicyRow;
import io.migomail.testkit.policy.PolicyTable;
import java.net.ServerSocket;
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
    private static final EngineConfig IMPATIENT =
            EngineFixture.CONFIG.withTimeouts(EngineTimeouts.each(EngineFixture.SHORT, Duration.ofSeconds(6)));

    private final ScriptedMx mx = ScriptedMx.start(MxHabits.CURIOUS);
    private final ScriptedMx friendly = ScriptedMx.start(MxHabits.CURIOUS.deafToAddresses());
    private final EngineFixture fixture = new EngineFixture(IMPATIENT);

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

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyRowAloneAndWithAFriendlyHostBehind(PolicyRow row) {
        int port = row.atTheDoor() ? mx.door(row.script()).port() : mx.port();
        String recipient = (row.atTheDoor() ? "ada" : row.script()) + "@example.com";
        assertEquals(row.alone(), words(fixture.send(to(port, false).setRecipient(recipient))));
        assertEquals(
                row.withAnother(),
                fixture.send(to(port, true).setRecipient(recipient)).getKind());
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
        fixture.send(to(mx.port(), false).setRecipient("dot-rst@example.com"));
        fixture.send(to(mx.port(), false).setRecipient("dot-silence@example.com"));
        assertEquals(2, fixture.engine.metrics().uncertain());
    }

    @ParameterizedTest
    @CsvSource({"421 4.4.2 closing", "550 no", "rst", "silence"})
    void whateverARsetMeetsTheMailGoesOverAFreshConnection(String behaviour) {
        assertEquals(
                "bounced",
                fixture.send(to(mx.port(), false).setRecipient("rcpt-550-5.1.1@example.com"))
                        .getKind());
        mx.on(Step.RSET, behaviour, "250 fine");
        assertEquals("delivered", fixture.send(to(mx.port(), false)).getKind());
        assertEquals(2, mx.connections());
    }

    @Test
    void whereNobodyListensAllWait() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        assertEquals("deferred connect network remote connect_failed group", words(fixture.send(to(port, false))));
        assertEquals("delivered", fixture.send(to(port, true)).getKind());
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

    @ParameterizedTest
    @CsvSource({
        "ehlo-silence, deferred ehlo network remote attempt_timeout group",
        "rcpt-silence, deferred rcpt network remote attempt_timeout -",
        "dot-silence,  deferred dot network remote uncertain -"
    })
    void theDeadlineOfTheAttempt(String door, String words) {
        var timeouts = EngineTimeouts.each(Duration.ofSeconds(30), EngineFixture.SHORT);
        try (EngineFixture late = new EngineFixture(EngineFixture.CONFIG.withTimeouts(timeouts))) {
            assertEquals(words, words(late.send(to(mx.door(door).port(), true))));
        }
    }

    @Test
    void oneOctetASecondEndsInTimeAndCostsTheOthersNothing() {
        Delivery.Builder slow = to(mx.port(), false).setRecipient("drip@example.com");
        var dripping = fixture.submit(fixture.attempt(slow), new java.util.ArrayList<>());
        assertEquals("delivered", fixture.send(to(mx.port(), false)).getKind());
        assertEquals("timeout", EngineFixture.await(dripping).getCode());
        assertTrue(mx.journal().acceptedCount() == 1);
    }
}
