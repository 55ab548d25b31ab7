package io.migomail.ingress.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.ReturnPaths;
import io.migomail.core.record.MailReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InboundServerTest {
    private static final String COMPLAINTS = "fbl@" + InboundFixture.OPERATOR;
    private static final String DONE = "250 2.0.0 Ok";

    @TempDir
    Path folder;

    private InboundFixture inbound;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        inbound = new InboundFixture(folder);
    }

    @AfterEach
    void close() {
        inbound.close();
    }

    private MailReport only() {
        assertEquals(1, inbound.written.size(), inbound.written::toString);
        return inbound.written.get(0);
    }

    @Test
    void aBounceToAReturnPathIsWrittenBeforeItIsTaken() throws IOException {
        assertEquals(DONE, inbound.offer(inbound.path(), Returned.unknownUser()));
        MailReport report = only();
        assertEquals(inbound.delivery, report.getDeliveryId());
        assertEquals("bounce", report.getKind());
        assertEquals("5.1.1", report.getEnhanced());
        assertEquals(550, report.getCode());
        assertEquals("550 5.1.1 <priya@example.org>: User unknown", report.getDiagnostic());
        assertEquals("inner.example.org", report.getMx());
        assertEquals(inbound.time.wallMillis(), report.getAt());
    }

    @Test
    void whatCannotBeStoredIsToComeAgain() throws IOException {
        inbound.away = true;
        assertEquals("451 4.3.0 Could not be stored now", inbound.offer(inbound.path(), Returned.unknownUser()));
        inbound.away = false;
        assertEquals(DONE, inbound.offer(inbound.path(), Returned.unknownUser()));
        only();
    }

    @Test
    void caseLabelAndTheHostOfTheAliasDoNoHarm() throws IOException {
        String local = inbound.paths.local(inbound.delivery);
        for (String path : new String[] {
            local.toUpperCase(Locale.ROOT) + "@MG.YourApp.com",
            local + "+softbounce@" + InboundFixture.HOST,
            local + "@" + InboundFixture.OPERATOR
        }) {
            assertEquals(DONE, inbound.offer(path, Returned.unknownUser()), path);
        }
        assertEquals(3, inbound.written.size());
    }

    @Test
    void nothingElseIsTaken() throws IOException {
        String foreign = new ReturnPaths(purpose -> List.of(new byte[32])).local(inbound.delivery);
        for (String address : new String[] {
            foreign + "@" + InboundFixture.HOST,
            "b+" + inbound.delivery + "@" + InboundFixture.HOST,
            "postmaster@" + InboundFixture.HOST,
            "fbl@" + InboundFixture.HOST,
            "x@" + InboundFixture.OPERATOR
        }) {
            assertEquals("550 5.1.1 No such address", inbound.offer(address, ""), address);
        }
        String authentic = inbound.paths.local(inbound.delivery);
        for (String domain : new String[] {"example.org", "yourapp.com", "mg.example.org", "x.mg.yourapp.com"}) {
            assertTrue(inbound.offer(authentic + "@" + domain, "").startsWith("550 5.7.1 "), domain);
        }
        assertTrue(inbound.written.isEmpty());
    }

    @Test
    void whoTriesOneAddressAfterTheOtherIsSentAway() throws IOException {
        try (InboundFixture.Client client = inbound.client()) {
            client.say("MAIL FROM:<a@example.org>");
            for (int i = 0; i < Limits.INBOUND_REFUSALS; i++) {
                assertTrue(client.say("RCPT TO:<x" + i + "@" + InboundFixture.HOST + ">")
                        .startsWith("550 "));
            }
            assertTrue(client.say("RCPT TO:<y@" + InboundFixture.HOST + ">").startsWith("421 4.7.0 "));
            assertEquals("null", client.say("NOOP"), "closed");
        }
    }

    @Test
    void whatTellsOfNoFailureIsTakenAndCountsNothing() throws IOException {
        for (String action : new String[] {"delayed", "delivered", "relayed", "expanded"}) {
            String told = Returned.notification(
                    "Final-Recipient: rfc822; priya@example.org\nAction: " + action + "\nStatus: 4.4.1\n");
            assertEquals(DONE, inbound.offer(inbound.path(), told), action);
        }
        for (String mail : new String[] {
            "From: priya@example.org\nSubject: Automatic reply: Your code\nAuto-Submitted: auto-replied\n\nI am away.\n",
            "From: priya@example.org\nSubject: Re: Your code\n\nundeliverable? 550 5.1.1 User unknown\n",
            "",
            "no mail at all"
        }) {
            assertEquals(DONE, inbound.offer(inbound.path(), mail), mail);
        }
        assertTrue(inbound.written.isEmpty(), inbound.written::toString);
    }

    @Test
    void aComplaintIsAboutTheMailThatItReturnsWhateverIsLeftOutOfIt() throws IOException {
        String local = inbound.paths.local(inbound.delivery);
        for (String header : new String[] {
            "X-Migo-Trace: " + local,
            "Return-Path: <" + local + "@mg.yourapp.com>\nX-Other: b+" + "0".repeat(50),
            "X-Migo-Trace: " + local.toUpperCase(Locale.ROOT)
        }) {
            assertEquals(DONE, inbound.offer(COMPLAINTS, Returned.feedback("abuse", header)));
        }
        assertEquals(3, inbound.written.size());
        for (MailReport report : inbound.written) {
            assertEquals(inbound.delivery, report.getDeliveryId());
            assertEquals("complaint", report.getKind());
            assertEquals("abuse", report.getDiagnostic());
        }
    }

    @Test
    void aComplaintToAReturnPathIsAboutItsMail() throws IOException {
        assertEquals(DONE, inbound.offer(inbound.path(), Returned.feedback("fraud", "From: x@example.org")));
        assertEquals("complaint", only().getKind());
    }

    @Test
    void aComplaintWithoutAnAuthenticTraceOrOfAnotherTypeCountsNothing() throws IOException {
        String foreign = new ReturnPaths(purpose -> List.of(new byte[32])).local(inbound.delivery);
        String local = inbound.paths.local(inbound.delivery);
        assertEquals(DONE, inbound.offer(COMPLAINTS, Returned.feedback("abuse", "X-Migo-Trace: " + foreign)));
        assertEquals(DONE, inbound.offer(COMPLAINTS, Returned.feedback("abuse", "From: x@example.org")));
        for (String type : new String[] {"not-spam", "auth-failure", "virus", "other", "x-new"}) {
            assertEquals(DONE, inbound.offer(COMPLAINTS, Returned.feedback(type, "X-Migo-Trace: " + local)), type);
        }
        assertEquals(DONE, inbound.offer(COMPLAINTS, Returned.unknownUser()), "nor a bounce that anybody may make");
        assertTrue(inbound.written.isEmpty(), inbound.written::toString);
    }

    @Test
    void ofOneMailNoMoreReportsAreTakenInAMinuteThanAreOfUse() throws IOException {
        for (int i = 0; i < Limits.HITS_PER_MINUTE; i++) {
            assertEquals(DONE, inbound.offer(inbound.path(), Returned.unknownUser()));
        }
        assertTrue(inbound.offer(inbound.path(), Returned.unknownUser()).startsWith("450 4.7.1 "));
        inbound.time.advance(java.time.Duration.ofMinutes(2));
        assertEquals(DONE, inbound.offer(inbound.path(), Returned.unknownUser()));
    }

    @Test
    void itIsNoSubmission() throws IOException {
        try (InboundFixture.Client client = inbound.client()) {
            assertTrue(client.say("AUTH PLAIN AGEAYg==").startsWith("50"), "no AUTH");
            client.say("MAIL FROM:<>");
            assertTrue(client.say("RCPT TO:<" + inbound.path() + ">").startsWith("250 "));
            assertTrue(client.say("VRFY " + inbound.path()).startsWith("252"), "tells nobody");
        }
        try (InboundFixture.Client client = inbound.client()) {
            assertTrue(client.say("MAIL FROM:<> SIZE=" + (Limits.INBOUND_BYTES + 1))
                    .startsWith("552 "));
        }
    }

    @Test
    void noContentEndsTheServer() throws IOException {
        Random random = new Random(3);
        List<String> pieces = List.of(
                Returned.unknownUser(),
                Returned.feedback("abuse", "X-Migo-Trace: " + inbound.path()),
                "--b1\n",
                "Content-Type: multipart/report; boundary=\"\"\n",
                "Content-Transfer-Encoding: base64\n\n====\n",
                "\u0000\u00ff=?utf-8?b?//?=\n".replace("\u0000", ""),
                "Content-Type: message/rfc822\n\n".repeat(50));
        for (int i = 0; i < 60; i++) {
            StringBuilder mail = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                String piece = pieces.get(random.nextInt(pieces.size()));
                mail.append(piece, 0, random.nextInt(piece.length() + 1)).append(random.nextBoolean() ? "\n" : "");
            }
            inbound.time.advance(java.time.Duration.ofMinutes(2));
            String mailText =
                    new String(mail.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
            String reply = inbound.offer(inbound.path(), mailText);
            assertEquals(DONE, reply, mailText);
        }
        assertFalse(inbound.written.isEmpty(), "some of them are whole");
    }
}
