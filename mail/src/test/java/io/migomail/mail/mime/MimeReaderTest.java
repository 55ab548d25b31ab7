package io.migomail.mail.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MimeReaderTest {
    @Test
    void headers_are_unfolded_and_decoded() {
        ReadMail mail =
                read("Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=\r\n =?UTF-8?B?ISE=?=\r\nX-A: one\r\n\ttwo\r\n\r\nbody\r\n");
        assertEquals("Grüße!!", mail.subject());
        assertEquals("one\ttwo", mail.header("x-a").orElseThrow());
        assertEquals("body\r\n", mail.text());
        assertNull(mail.html());
    }

    @Test
    void a_text_attachment_is_a_file_and_not_the_text() {
        ReadMail mail = read("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
                + "Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=UTF-8''%C3%BC.txt\r\n\r\nfile\r\n"
                + "--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n"
                + "\r\n=FC\r\n--x--\r\n");
        assertEquals("ü", mail.text().strip());
        assertEquals("ü.txt", mail.files().get(0).filename());
        assertEquals("text/plain", mail.files().get(0).contentType());
    }

    @Test
    void unknown_encodings_and_types_do_not_hide_the_message() {
        ReadMail mail = read("Subject: x\r\nContent-Type: ;;;\r\nContent-Transfer-Encoding: strange\r\n\r\nbody\r\n");
        assertEquals("x", mail.subject());
        assertEquals(1, mail.files().size());
        assertEquals(
                "body\r\n",
                read("Content-Type: text/plain; charset=klingon\r\n\r\nbody\r\n")
                        .text());
    }

    @Test
    void deep_nesting_ends() {
        StringBuilder out = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 500; i++) {
            out.append("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
        }
        assertEquals("deep", read(out.toString()).subject());
    }

    @Test
    void noise_never_throws() {
        byte[] good = MimeComposer.compose(MimeFixtures.mail()
                        .subject("Grüße")
                        .text("text ü")
                        .html("<p>ü</p>")
                        .build())
                .bytes();
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] noisy = good.clone();
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                noisy[random.nextInt(noisy.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : ";=\"\r\n:-?".charAt(random.nextInt(8)));
            }
            assertNotNull(MimeReader.read(noisy));
        }
        assertTrue(read("").headers().isEmpty());
    }

    private static ReadMail read(String message) {
        return MimeReader.read(message.getBytes(StandardCharsets.UTF_8));
    }
}
