package io.migomail.mail.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPartTest {
    private static final String HTML = "<p>gr\u00fc\u00dfe</p>\r\n";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static HtmlPart found(byte[] message) {
        HtmlPart part = HtmlPart.find(message);
        assertNotNull(part);
        return part;
    }

    private static byte[] extended(byte[] message, String more) {
        HtmlPart part = found(message);
        return part.with(part.html() + more);
    }

    private static byte[] single(String type, String encoding, String body) {
        String field = encoding.isEmpty() ? "" : "Content-Transfer-Encoding: " + encoding + "\r\n";
        return utf8("From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "\r\n" + field
                + "Subject: x\r\n\r\n" + body);
    }

    private static byte[] encoded(String encoding) {
        byte[] body = utf8(HTML);
        return switch (encoding) {
            case "base64" -> single("text/html; charset=utf-8", encoding, text(TextBody.base64(body)));
            case "Quoted-Printable" ->
                single("TEXT/HTML;\r\n charset=\"UTF-8\"", encoding, text(QuotedPrintable.encode(body)));
            default -> single("text/html; charset=utf-8", encoding, HTML);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8bit", "base64", "Quoted-Printable"})
    void theHtmlIsExchangedInItsTransferEncoding(String encoding) {
        byte[] message = encoded(encoding);
        byte[] changed = extended(message, "<b>more</b>");
        assertEquals(
                HTML.strip() + "\r\n<b>more</b>",
                MimeReader.read(changed).html().strip());
        assertSame(message, found(message).with(found(message).html()), "nothing to change, nothing changed");
        String before = text(message);
        assertTrue(text(changed).startsWith(before.substring(0, before.indexOf("\r\n\r\n"))), text(changed));
    }

    @Test
    void aLineThatGrowsTooLongIsQuoted() {
        byte[] message = single("text/html", "7bit", "<p>x</p>\r\n");
        byte[] changed = extended(message, "y".repeat(999));
        assertTrue(text(changed).contains("\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"), text(changed));
        assertEquals(-1, text(changed).indexOf("7bit"));
        assertTrue(Arrays.stream(text(changed).split("\r\n")).allMatch(line -> line.length() <= 76));
        assertEquals(
                "<p>x</p>\r\n" + "y".repeat(999),
                MimeReader.read(changed).html().strip());
        assertTrue(text(extended(message, "y".repeat(998))).contains("7bit"));
    }

    private static byte[] composed() {
        Mailbox from = new Mailbox("A", MailAddress.parse("a@b.example"));
        return MimeComposer.compose(OutgoingMail.from(from, "id@b.example", Instant.EPOCH)
                        .to(from)
                        .subject("s")
                        .text("text \u00e9")
                        .html("<p>h \u00e9</p>")
                        .files(List.of(
                                new MailFile("i.png", "image/png", "i", new byte[] {1, 2}),
                                new MailFile("a.html", "text/html", "", utf8("<p>file</p>"))))
                        .build())
                .bytes();
    }

    @Test
    void theFirstHtmlOfManyPartsIsExchangedAndTheRestStays() {
        byte[] message = composed();
        byte[] changed = extended(message, "<i>\u00c3\u00a9</i>");
        ReadMail before = MimeReader.read(message);
        ReadMail after = MimeReader.read(changed);
        assertEquals(before.html().strip() + "\r\n<i>\u00e9</i>", after.html().strip());
        assertEquals(before.text(), after.text());
        assertEquals(before.headers(), after.headers());
        assertEquals(2, after.files().size());
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(
                    before.files().get(i).content(), after.files().get(i).content());
        }
    }

    private static byte[] nested(String outer, String inner, String partFields) {
        return utf8("From: a@b.example\r\n" + outer + "\r\n\r\npreamble\r\n--o\r\nContent-Type: " + inner + "\r\n"
                + partFields + "\r\n<p>x</p>\r\n--o--\r\nepilogue <p>\r\n");
    }

    @Test
    void whatIsSignedEncryptedAttachedForwardedOrNotUnderstoodStays() {
        String mixed = "Content-Type: multipart/mixed; boundary=o";
        assertEquals("<p>x</p>", found(nested(mixed, "text/html", "")).html());
        for (byte[] message : List.of(
                nested(
                        "Content-Type: multipart/signed; boundary=o; protocol=\"application/pkcs7-signature\"",
                        "text/html",
                        ""),
                nested("Content-Type: multipart/encrypted; boundary=o", "text/html", ""),
                nested(mixed, "text/plain", ""),
                nested("Content-Type: multipart/mixed", "text/html", ""),
                nested("Content-Type: multipart/mixed; boundary=other", "text/html", ""),
                nested("DKIM-Signature: v=1\r\n" + mixed, "text/html", ""),
                nested(mixed, "text/html", "Content-Disposition: attachment\r\n"),
                nested(mixed, "text/html; charset=utf-16", ""),
                nested(mixed, "text/html; charset=iso-2022-jp", ""),
                nested(mixed, "text/html", "Content-Transfer-Encoding: x-own\r\n"),
                nested(mixed, "message/rfc822", "Content-Type: text/html\r\n"),
                nested(mixed, "application/pkcs7-mime", ""),
                utf8("From: a@b.example\r\n\r\n<p>no type</p>\r\n"),
                utf8("From: a@b.example\r\nContent-Type: text/html\r\n"),
                utf8(""))) {
            assertNull(HtmlPart.find(message), () -> text(message));
        }
    }

    @Test
    void partsInPartsEndSomewhere() {
        String deep = "Content-Type: text/html\r\n\r\n<p>x</p>";
        for (int i = 0; i < 20; i++) {
            deep = "Content-Type: multipart/mixed; boundary=b" + i + "x\r\n\r\n--b" + i + "x\r\n" + deep + "\r\n--b" + i
                    + "x--\r\n";
        }
        assertNull(HtmlPart.find(utf8(deep)));
    }
}
