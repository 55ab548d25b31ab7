package io.migomail.mail.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.mail.report.InboundReport.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ReportReaderTest {
    private static InboundReport read(String mail) {
        return ReportReader.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static InboundReport notification(String fields) {
        return read(
                "From: MAILER-DAEMON@example.org\nContent-Type: multipart/report; boundary=x\n\n--x\n\nSorry.\n--x\n"
                        + "Content-Type: message/delivery-status\n\n" + fields + "\n--x--\n");
    }

    private static InboundReport prose(String header, String text) {
        return read(header + "\nContent-Type: text/plain; charset=utf-8\n\n" + text);
    }

    @Test
    void ofSeveralRecipientsTheWorstOffCountsWhateverTheOthersAre() {
        InboundReport read = notification("""
                Reporting-MTA: dns; a.example

                Final-Recipient: rfc822; a@example.org
                Action: delivered
                Status: 2.0.0

                Final-Recipient: rfc822; b@example.org
                Action: failed
                Status: 4.4.7

                Final-Recipient: rfc822; c@example.org
                Action: failed
                Status: 5.2.1 (disabled)
                Diagnostic-Code: smtp; 550 5.2.1
                 The account is
                 disabled
                Remote-MTA: dns; mx.example.org (192.0.2.1)
                """);
        assertEquals(Kind.BOUNCE, read.kind());
        assertEquals("5.2.1", read.enhanced());
        assertEquals(550, read.code());
        assertEquals("550 5.2.1 The account is disabled", read.diagnostic());
        assertEquals("mx.example.org", read.mx());
    }

    @Test
    void emptyLinesMissingOrTooManyAndMissingFieldsDoNoHarm() {
        assertEquals(
                "5.1.1",
                notification("Final-Recipient: a\n\nAction: failed\n\nStatus: 5.1.1\n")
                        .enhanced());
        assertEquals(
                "5.1.1",
                notification("Reporting-MTA: x\nFinal-Recipient: a\nStatus: 5.1.1\n")
                        .enhanced());
        InboundReport bare = notification("Action: Failed\n");
        assertEquals(Kind.BOUNCE, bare.kind());
        assertEquals("", bare.enhanced());
        assertEquals("Sorry.", bare.diagnostic());
    }

    @Test
    void aVagueStatusGivesWayToTheOneThatIsQuoted() {
        InboundReport read =
                notification("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n");
        assertEquals("5.1.1", read.enhanced());
    }

    @Test
    void whatWillBeTriedAgainOrHasArrivedIsNoBounce() {
        assertEquals(
                Kind.DELAYED, notification("Action: delayed\nStatus: 4.4.1\n").kind());
        assertEquals(Kind.DELAYED, notification("Status: 4.4.1\n").kind());
        assertEquals(
                Kind.DELIVERED, notification("Action: relayed\nStatus: 2.1.9\n").kind());
        assertEquals(
                Kind.DELAYED,
                prose(
                                "From: Mailer-Daemon@example.org\nSubject: Warning: message delayed 24 hours",
                                "A message that you sent has not yet been delivered.\n450 4.2.0 try later\n")
                        .kind());
    }

    @Test
    void proseOfAMailSystemIsABounceAndThatOfAPersonIsNot() {
        String text = "I'm sorry it did not reach them.\n\n<a@example.org>:\n550 5.1.1 User unknown\n\n"
                + "--- Below this line is a copy of the message.\n\nSubject: 451 4.0.0 of the copy\n";
        InboundReport bounce = prose("From: MAILER-DAEMON@example.org\nSubject: failure notice", text);
        assertEquals(Kind.BOUNCE, bounce.kind());
        assertEquals("5.1.1", bounce.enhanced());
        assertEquals("550 5.1.1 User unknown", bounce.diagnostic());
        assertEquals(
                Kind.UNRECOGNISED,
                prose("From: a@example.org\nSubject: Re: Hi", text).kind());
        assertEquals(
                Kind.AUTO_REPLY,
                prose("From: a@example.org\nSubject: Out of office: failure notice", text)
                        .kind());
        assertEquals(
                Kind.AUTO_REPLY,
                prose("From: a@example.org\nSubject: Hi\nAuto-Submitted: auto-replied", text)
                        .kind());
    }

    @Test
    void noPersonsWordsAboutAParcelAndNoSuccessAreABounce() {
        for (String subject : new String[] {
            "Re: Delivery status of your order",
            "Delivery notification",
            "AW: Delivery failure of parcel 550 5.1.1",
            "Hi"
        }) {
            assertEquals(
                    Kind.UNRECOGNISED,
                    prose("From: a@example.org\nSubject: " + subject, "I was not there. 550 5.1.1\n")
                            .kind(),
                    subject);
        }
        assertEquals(
                Kind.DELIVERED,
                prose(
                                "From: postmaster@example.org\nSubject: Delivery Status Notification (Success)",
                                "Your message was successfully delivered.\n")
                        .kind());
        assertEquals(
                Kind.UNRECOGNISED,
                prose("From: postmaster@example.org\nSubject: Maintenance tonight", "We restart at 10.\n")
                        .kind());
    }

    @Test
    void theTraceOfTheReturnedHeaderComesFirstAndItsBodyIsNotAsked() {
        String in = "b+" + "1".repeat(50);
        String path = "b+" + "2".repeat(50);
        String envelope = "b+" + "3".repeat(50);
        InboundReport read =
                read("Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/feedback-report\n\n"
                        + "Feedback-Type: Abuse\nOriginal-Mail-From: <" + envelope + "@mg.example.com>\n\n--x\n"
                        + "Content-Type: text/rfc822-headers\n\nReturn-Path: <" + path + "@mg.example.com>\n"
                        + "X-Migo-Trace: " + in.toUpperCase(java.util.Locale.ROOT) + "\n\nb+" + "4".repeat(50)
                        + "\n--x--\n");
        assertEquals(Kind.COMPLAINT, read.kind());
        assertEquals("abuse", read.diagnostic());
        assertEquals(List.of(in, path, envelope), read.traces());
    }

    @Test
    void wordsAreOnOneLinePrintableAndBounded() {
        InboundReport read =
                notification("Action: failed\nDiagnostic-Code: smtp; 550 \u0007" + "\u00fc x".repeat(5_000) + "\n");
        assertEquals(Limits.REPLY_TEXT, read.diagnostic().length());
        assertTrue(read.diagnostic().matches("[ -~]+"));
    }

    @Test
    void whatIsMadeToBeSlowIsNot() {
        String[] slow = {
            "a@".repeat(30_000),
            "<".repeat(60_000),
            "-".repeat(60_000),
            "550 ".repeat(15_000),
            "user ".repeat(12_000),
            "b+" + "1".repeat(60_000),
            "x: y\n".repeat(12_000),
            " \n".repeat(30_000),
            "5.1.".repeat(15_000)
        };
        Assertions.assertTimeout(Duration.ofMinutes(1), () -> {
            for (String each : slow) {
                prose("From: MAILER-DAEMON@example.org\nSubject: failure notice", each);
                notification("Action: failed\nDiagnostic-Code: smtp; " + each);
                notification(each);
            }
        });
    }
}
