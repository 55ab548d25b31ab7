package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.mx.MxHabits;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            banner-421-4.3.2-shutting-down                          | deferred banner remote_system remote - group   | delivered
            banner-451-come-back                                    | deferred banner remote_system remote - group   | delivered
            banner-554-no-SMTP-service-here                         | deferred banner policy remote - address        | delivered
            banner-554-5.7.1-your-IP-is-listed-in-zen.spamhaus.org  | deferred banner blocked our_ip - address       | deferred
            banner-421-4.7.0-too-many-connections-from-your-host    | deferred banner throttled our_ip - group       | deferred
            banner-521-this-host-does-not-accept-mail               | bounced banner no_mail_host recipient - -      | delivered
            banner-rst                                              | deferred banner network remote connection_lost group | delivered
            banner-silence                                          | deferred banner network remote timeout group   | delivered
            banner-220-slow-drip                                    | deferred banner network remote timeout group   | delivered
            ehlo-450-4.3.2-system-error                             | deferred ehlo remote_system remote - group     | delivered
            ehlo-550-who-are-you                                    | deferred ehlo policy remote - address          | delivered
            ehlo-421-4.3.2-closing                                  | deferred ehlo remote_system remote - group     | delivered
            ehlo-close                                              | deferred ehlo network remote connection_lost group | delivered
            ehlo-silence                                            | deferred ehlo network remote timeout group     | delivered
            starttls-454-4.7.0-not-now                              | delivered dot - - - -                          | delivered
            starttls-abort                                          | delivered dot - - - -                          | delivered
            starttls-silence                                        | delivered dot - - - -                          | delivered
            """)
    void whatComesBeforeTheRecipient(String door, String alone, String withAnother) {
        int port = mx.door(door).port();
        assertEquals(alone, words(fixture.send(to(port, false))));
        assertEquals(withAnother, fixture.send(to(port, true)).getKind());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mail-421-4.4.2-closing                             | deferred mail network remote - -                | delivered
            mail-451-4.3.0-internal-error                      | deferred mail remote_system remote - -          | delivered
            mail-450-4.7.1-IP-name-lookup-failed               | deferred mail blocked our_ip - address          | deferred
            mail-550-5.7.1-part-of-their-network-is-on-our-block-list | deferred mail blocked our_ip - address   | deferred
            mail-550-5.1.8-no                                  | bounced mail sender_rejected our_authentication - - | bounced
            mail-rst                                           | deferred mail network remote connection_lost -  | delivered
            mail-silence                                       | deferred mail network remote timeout -          | delivered
            rcpt-421-4.3.2-shutting-down                       | deferred rcpt remote_system remote - -          | delivered
            rcpt-450-4.2.0-mailbox-locked-by-delivery          | deferred rcpt mailbox_disabled recipient - -    | deferred
            rcpt-450-4.7.1-Greylisted                          | deferred rcpt greylisted remote - -             | deferred
            greylist                                           | deferred rcpt greylisted remote - -             | delivered
            rcpt-450-4.2.1-user-is-receiving-mail-too-quickly  | deferred rcpt mailbox_busy recipient - -        | deferred
            rcpt-450-4.7.1-rate-limit-exceeded                 | deferred rcpt throttled our_ip - group          | deferred
            rcpt-550-5.7.1-frequency-limited-by-rate-limit     | deferred rcpt throttled our_ip - group          | deferred
            rcpt-451-4.3.0-queue-file-write-error              | deferred rcpt remote_system remote - -          | delivered
            rcpt-550-5.7.1-client-host-rejected-by-blocklist   | deferred rcpt blocked our_ip - address          | deferred
            rcpt-552-5.5.3-recipients-over                     | deferred rcpt protocol remote - -               | deferred
            rcpt-552-5.3.4-message-size-exceeds-limit          | bounced rcpt too_large content - -              | bounced
            rcpt-550-5.7.1-user-temporarily-locked             | deferred rcpt mailbox_disabled recipient - -    | deferred
            rcpt-550-5.1.1-no-such-user                        | bounced rcpt invalid_recipient recipient - -    | bounced
            rcpt-556-5.1.10-null-mx                            | bounced rcpt no_mail_host recipient - -         | delivered
            rcpt-close                                         | deferred rcpt network remote connection_lost -  | delivered
            rcpt-silence                                       | deferred rcpt network remote timeout -          | delivered
            data-451-4.3.0-no-disk                             | deferred data remote_system remote - -          | delivered
            data-554-5.6.0-malformed                           | bounced data content content - -                | bounced
            data-421-4.3.2-closing                             | deferred data remote_system remote - -          | delivered
            data-rst                                           | deferred data network remote connection_lost -  | delivered
            data-silence                                       | deferred data network remote timeout -          | delivered
            dot-451-4.3.0-no-space                             | deferred dot remote_system remote - -           | delivered
            dot-421-4.7.28-unusual-rate-of-mail                | deferred dot throttled our_ip - group           | deferred
            dot-554-5.7.1-this-is-spam                         | bounced dot spam content - -                    | bounced
            dot-554-5.7.1-your-IP-is-on-a-blocklist            | deferred dot blocked our_ip - address           | deferred
            dot-550-5.7.26-unauthenticated-mail-is-refused     | bounced dot auth_failure our_authentication - - | bounced
            dot-552-5.2.3-message-too-large                    | bounced dot too_large content - -               | bounced
            dot-rst                                            | deferred dot network remote uncertain -         | deferred
            dot-close                                          | deferred dot network remote uncertain -         | deferred
            dot-silence                                        | deferred dot network remote uncertain -         | deferred
            dot-taken-rst                                      | deferred dot network remote uncertain -         | deferred
            dot-250-rst                                        | delivered dot - - - -                           | delivered
            """)
    void whatComesForTheRecipient(String localPart, String alone, String withAnother) {
        String recipient = localPart + "@example.com";
        assertEquals(alone, words(fixture.send(to(mx.port(), false).setRecipient(recipient))));
        assertEquals(
                withAnother,
                fixture.send(to(mx.port(), true).setRecipient(recipient)).getKind());
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
