package io.migomail.mail.mime;

import static io.migomail.mail.mime.MimeFixtures.compose;
import static io.migomail.mail.mime.MimeFixtures.mail;
import static io.migomail.mail.mime.MimeFixtures.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeComposerTest {
    private static final byte[] IMAGE = {(byte) 0x89, 'P', 'N', 'G', 0, 13, 10};

    @Test
    void a_short_text_mail_is_exactly_this() {
        String expected = "From: Shop <shop@example.com>\r\nTo: a@example.net\r\nSubject: Hi\r\n"
                + "Date: Fri, 2 Jan 2026 03:04:05 +0000\r\nMessage-ID: <01abc@mail.example.com>\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: 7bit\r\n\r\nHello\r\n";
        assertEquals(expected, compose(mail().subject("Hi").text("Hello").build()));
    }

    @Test
    void the_same_mail_always_gives_the_same_bytes() {
        OutgoingMail mail = mail().text("a").html("<b>a</b>").build();
        assertEquals(compose(mail), compose(mail));
    }

    @Test
    void parts_are_nested_as_readers_expect() {
        OutgoingMail mail = mail().text("plain")
                .html("<img src=cid:logo>")
                .files(List.of(
                        new MailFile("logo.png", "image/png", "logo", IMAGE),
                        new MailFile("b.pdf", "application/pdf", "", IMAGE)))
                .build();
        String text = compose(mail);
        List<String> types = text.lines()
                .filter(l -> l.startsWith("Content-Type: "))
                .map(l -> l.replaceAll("Content-Type: ([a-z/]+).*", "$1"))
                .toList();
        assertEquals(
                List.of(
                        "multipart/mixed",
                        "multipart/alternative",
                        "text/plain",
                        "multipart/related",
                        "text/html",
                        "image/png",
                        "application/pdf"),
                types);
        ReadMail back = MimeReader.read(MimeComposer.compose(mail).bytes());
        assertEquals("plain\r\n", back.text());
        assertEquals("<img src=cid:logo>\r\n", back.html());
        assertEquals("logo", back.files().get(0).contentId());
        assertArrayEquals(IMAGE, back.files().get(1).content());
        assertEquals("b.pdf", back.files().get(1).filename());
    }

    @Test
    void any_mail_comes_back_as_it_was_and_stays_canonical() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            String subject = MimeFixtures.words(random, 40);
            String name = MimeFixtures.words(random, 12);
            String file = name + (seed % 5 == 0 ? name.repeat(5) : "");
            String text = MimeFixtures.lines(random, 20);
            String html = MimeFixtures.lines(random, 20);
            String phrase = name.replace('\t', ' ');
            OutgoingMail mail = mail().to(
                            new Mailbox(phrase, MailAddress.parse("a@example.net")),
                            new Mailbox(phrase, MailAddress.parse("b@example.net")))
                    .subject(subject)
                    .text(text)
                    .html(html)
                    .headers(List.of(new MailHeader("X-Words", subject)))
                    .files(List.of(new MailFile(file, "text/csv", "", MimeFixtures.utf8(text))))
                    .build();
            CanonicalForm.check(compose(mail), "seed " + seed);
            ReadMail back = read(mail);
            assertEquals(subject.strip(), back.subject(), "seed " + seed);
            assertEquals(subject.strip(), back.header("x-words").orElseThrow(), "seed " + seed);
            assertEquals(MimeFixtures.canonical(text), back.text(), "seed " + seed);
            assertEquals(MimeFixtures.canonical(html), back.html(), "seed " + seed);
            assertEquals(file.strip(), back.files().get(0).filename(), "seed " + seed);
            assertArrayEquals(MimeFixtures.utf8(text), back.files().get(0).content(), "seed " + seed);
        }
    }

    @Test
    void a_long_line_a_control_character_and_another_script_choose_their_encoding() {
        assertEquals("7bit", TextBody.of("plain text\n").encoding());
        assertEquals("quoted-printable", TextBody.of("x".repeat(2000)).encoding());
        assertEquals("quoted-printable", TextBody.of("Grüße aus dem Norden\n").encoding());
        assertEquals("quoted-printable", TextBody.of("From me\n").encoding());
        assertEquals("quoted-printable", TextBody.of("a\u0000b and so on\n").encoding());
        assertEquals("base64", TextBody.of("渡辺さん\n").encoding());
    }

    @Test
    void content_cannot_end_its_part() {
        String boundary = compose(mail().text("a").html("b").build()).replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
        String hostile =
                "x\r\n--" + boundary + "\r\nContent-Type: text/html\r\n\r\n<b>evil</b>\r\n--" + boundary + "--\r\n";
        ReadMail back = read(mail().text(hostile).html("good").build());
        assertEquals("good\r\n", back.html());
        assertEquals(hostile, back.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\nBcc: x@evil.example", "\n", "\r", "\u0000", "\u0001", "\u007f", "\u000b", "\u001b"})
    void no_control_character_gets_into_any_field(String evil) {
        assertThrows(
                IllegalArgumentException.class,
                () -> compose(mail().subject("a" + evil + "b").build()));
        assertThrows(
                IllegalArgumentException.class, () -> new Mailbox("a" + evil + "b", MailAddress.parse("a@b.example")));
        assertThrows(IllegalArgumentException.class, () -> MailAddress.parse("a" + evil + "b@b.example"));
        assertThrows(IllegalArgumentException.class, () -> MailAddress.parse("\"a" + evil + "b\"@b.example"));
        assertThrows(IllegalArgumentException.class, () -> MailAddress.parse("a@b.example" + evil));
        assertThrows(IllegalArgumentException.class, () -> custom("X-A", "a" + evil + "b"));
        assertThrows(IllegalArgumentException.class, () -> custom("X-A" + evil, "a"));
        assertThrows(IllegalArgumentException.class, () -> new MailFile("a" + evil + "b", "", "", IMAGE));
        assertThrows(IllegalArgumentException.class, () -> new MailFile("a", "text/plain" + evil + "x", "", IMAGE));
        assertThrows(IllegalArgumentException.class, () -> new MailFile("a", "", "a" + evil + "b", IMAGE));
        assertThrows(
                IllegalArgumentException.class,
                () -> compose(OutgoingMail.from(Mailbox.parse("a@b.example"), "a" + evil + "@b", MimeFixtures.DATE)
                        .build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From",
                "to",
                "CC",
                "Bcc",
                "Reply-To",
                "Sender",
                "Subject",
                "Date",
                "Message-ID",
                "MIME-Version",
                "Content-Type",
                "Content-Transfer-Encoding",
                "DKIM-Signature",
                "Return-Path",
                "Received",
                "ARC-Seal",
                "Resent-From",
                "X-Migo-Class",
                "Authentication-Results",
                "X A",
                "X:A",
                "",
                "Ü"
            })
    void reserved_names_and_what_is_no_name_are_refused(String name) {
        assertThrows(IllegalArgumentException.class, () -> custom(name, "a"));
    }

    @Test
    void a_long_url_in_a_list_field_is_left_as_it_is() {
        String url = "<https://example.com/" + "u".repeat(300) + ">";
        assertTrue(custom("List-Unsubscribe", url).contains(url));
        assertTrue(custom("X-Long", "u".repeat(3000)).contains("=?UTF-8?"));
    }

    @ParameterizedTest
    @CsvSource({
        "a@bücher.example, a@xn--bcher-kva.example, false",
        "jörg@example.com, jörg@example.com, true",
        "a@straße.example, a@xn--strae-oqa.example, false",
        "a@example.com, a@example.com, false",
    })
    void only_what_needs_smtputf8_asks_for_it(String address, String onWire, boolean smtputf8) {
        OutgoingMail mail = mail().to(Mailbox.parse(address)).text("x").build();
        assertEquals(smtputf8, MimeComposer.compose(mail).smtputf8());
        assertTrue(compose(mail).contains("\r\nTo: " + onWire + "\r\n"), compose(mail));
    }

    @Test
    void without_visible_recipients_there_is_still_a_destination_field() {
        String text = compose(OutgoingMail.from(Mailbox.parse("a@b.example"), MimeFixtures.ID, MimeFixtures.DATE)
                .text("x")
                .build());
        assertTrue(text.contains("\r\nTo: undisclosed-recipients:;\r\n"));
        assertFalse(text.contains("Bcc"));
    }

    @Test
    void a_message_as_attachment_goes_as_octets() {
        assertTrue(compose(mail().files(List.of(new MailFile("m.eml", "message/rfc822", "", IMAGE)))
                        .build())
                .contains("Content-Type: application/octet-stream\r\n"));
        assertThrows(
                IllegalArgumentException.class,
                () -> compose(mail().files(List.of(new MailFile("m", "no type", "", IMAGE)))
                        .build()));
    }

    private static String custom(String name, String value) {
        return compose(
                mail().text("x").headers(List.of(new MailHeader(name, value))).build());
    }
}
