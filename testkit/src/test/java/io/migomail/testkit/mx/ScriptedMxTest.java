package io.migomail.testkit.mx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The MX does what addresses and plans ask of it, and writes down what came. */
class ScriptedMxTest {
    private final ScriptedMx mx = ScriptedMx.start(MxHabits.CURIOUS.dripping(Duration.ofMillis(1)));

    @AfterEach
    void close() {
        mx.close();
    }

    private String send(String recipient) throws IOException {
        return send(mx.port(), recipient);
    }

    private static String send(int port, String recipient) throws IOException {
        try (MxClient client = new MxClient(port)) {
            String banner = client.reply();
            if (!banner.startsWith("220")) {
                return banner;
            }
            String hello = client.say("EHLO me.test");
            return hello.startsWith("250") ? client.mail(recipient) : hello;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anybody@x.test                     | 250 2.0.0 taken              | DOT  | true
            rcpt-550-5.1.1@x.test              | 550 5.1.1 as scripted        | RCPT | false
            rcpt-550-5.1.1+17@x.test           | 550 5.1.1 as scripted        | RCPT | false
            data-451-4.3.0-no-disk@x.test      | 451 4.3.0 no disk            | DATA | false
            data-rst@x.test                    | end                          | DATA | false
            content-rst@x.test                 | end                          | CONTENT | false
            dot-554-5.7.1-this-is-spam@x.test  | 554 5.7.1 this is spam       | DOT  | false
            dot-rst@x.test                     | end                          | DOT  | false
            dot-taken-close@x.test             | end                          | DOT  | true
            dot-250-rst@x.test                 | 250 as scripted              | DOT  | true
            dot-slow20@x.test                  | 250 2.0.0 taken              | DOT  | true
            rcpt-slow5_dot-452-4.3.1@x.test    | 452 4.3.1 as scripted        | DOT  | false
            drip@x.test                        | 250 2.0.0 taken              | DOT  | true
            data-team@x.test                   | 250 2.0.0 taken              | DOT  | true
            """)
    void anAddressSaysWhatHappens(String recipient, String reply, Step step, boolean accepted) throws IOException {
        assertEquals(reply, send(recipient));
        MxEntry entry = mx.journal().of(recipient).get(0);
        assertEquals(step, entry.step());
        assertEquals(accepted, entry.accepted());
        assertEquals(reply.equals("end") ? "" : reply, entry.reply());
    }

    @Test
    void aBehaviourMayEndAfterAFewTimes() throws IOException {
        assertEquals("451 4.3.0 as scripted", send("rcpt-451-4.3.0-x2@x.test"));
        assertEquals("451 4.3.0 as scripted", send("rcpt-451-4.3.0-x2@x.test"));
        assertEquals("250 2.0.0 taken", send("rcpt-451-4.3.0-x2@x.test"));
    }

    @Test
    void greylistingRemembersTheTriplet() throws IOException {
        assertTrue(send("greylist-30@x.test").endsWith("try again in 30 seconds"));
        assertEquals("250 2.0.0 taken", send("greylist-30@x.test"));
        assertTrue(send("greylist@x.test").startsWith("451 4.7.1"));
    }

    @Test
    void aDoorDoesWhatItIsCalled() throws IOException {
        assertEquals("421 as scripted", send(mx.door("banner-421").port(), "a@x.test"));
        assertEquals("550 as scripted", send(mx.door("ehlo-550").port(), "a@x.test"));
        assertEquals("end", send(mx.door("mail-rst").port(), "a@x.test"));
        assertTrue(mx.routes()
                .contains("banner-421.test=127.0.0.1:" + mx.door("banner-421").port() + ","));
        assertTrue(mx.routes().endsWith("*=127.0.0.1:" + mx.port()));
        assertEquals("250 2.0.0 taken", send("a@x.test"));
    }

    @Test
    void aPlanGoesThroughItsListAndStaysAtTheLast() throws IOException {
        mx.on(Step.RCPT, "450 4.2.1 one", "550 5.1.1 two");
        assertEquals("450 4.2.1 one", send("a@x.test"));
        assertEquals("550 5.1.1 two", send("a@x.test"));
        assertEquals("550 5.1.1 two", send("a@x.test"));
        mx.first().round(Step.RCPT, "250 fine", "450 no");
        assertEquals("250 2.0.0 taken", send("a@x.test"));
        assertEquals("450 no", send("a@x.test"));
        assertEquals("250 2.0.0 taken", send("a@x.test"));
    }

    @Test
    void theJournalKnowsEveryMail() throws IOException {
        try (MxClient client = new MxClient(mx.port())) {
            client.reply();
            client.say("EHLO me.test");
            client.say("MAIL FROM:<me@test>");
            assertEquals(1, mx.journal().open());
            client.say("RSET");
            assertEquals(0, mx.journal().open());
            client.mail("one@x.test");
            client.mail("two@x.test");
        }
        MxEntry entry = mx.journal().of("one@x.test").get(0);
        assertEquals("<one@x.test>", entry.id());
        assertEquals("me@test", entry.sender());
        assertEquals("127.0.0.1", entry.source());
        assertEquals("127.0.0.1:" + mx.port(), entry.host());
        assertEquals("me.test", entry.ehlo());
        assertEquals("Message-ID: <one@x.test>\r\n\r\n.dot\r\n", entry.text());
        assertEquals(64, entry.hash().length());
        assertEquals(1, entry.open());
        assertEquals(1, entry.connection());
        assertEquals(2, mx.journal().acceptedCount());
        assertEquals(1, mx.connections());
    }

    @Test
    void everyRecipientOfAMailHasItsEntry() throws IOException {
        try (MxClient client = new MxClient(mx.port())) {
            client.reply();
            client.say("MAIL FROM:<me@test>");
            client.say("RCPT TO:<a@x.test>");
            client.say("RCPT TO:<rcpt-550@x.test>");
            client.say("RCPT TO:<b@x.test>");
            client.say("DATA");
            client.say("\r\n.");
        }
        assertEquals(
                List.of("a@x.test", "b@x.test"),
                mx.journal().accepted().stream().map(MxEntry::recipient).toList());
        assertEquals(3, mx.journal().entries().size());
    }

    @Test
    void aSilentMailIsOpenUntilTheSenderGoes() throws Exception {
        try (MxClient client = new MxClient(mx.port())) {
            client.reply();
            client.say("MAIL FROM:<me@test>");
            client.say("RCPT TO:<dot-silence@x.test>");
            client.say("DATA");
            client.write("\r\n.\r\n");
            until(() -> mx.journal().pastDot() == 1);
            assertEquals(1, mx.journal().open());
        }
        until(() -> mx.journal().open() == 0);
        assertEquals(0, mx.journal().pastDot());
        assertEquals(0, mx.journal().acceptedCount());
    }

    @Test
    void whatSaysNothingIsNoBehaviour() {
        assertThrows(IllegalArgumentException.class, () -> Behaviour.parse("team"));
        assertThrows(IllegalArgumentException.class, () -> mx.door("nowhere-421"));
        assertFalse(Behaviour.read("").isPresent());
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not in time");
            Thread.onSpinWait();
        }
    }
}
