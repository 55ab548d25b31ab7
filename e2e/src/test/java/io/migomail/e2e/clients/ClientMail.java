package io.migomail.e2e.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

/** The mail that every client sends: UTF-8 in subject and text, lines that begin with dots, and a file of any octets. */
record ClientMail(Path folder) {
    static final String FROM = "noreply@yourapp.com";
    static final String SUBJECT = "Gr\u00fc\u00dfe: Rechnung \u2116 847";
    static final String TEXT =
            "Gr\u00fc\u00dfe aus Z\u00fcrich, 12 \u20ac\n.a line that begins with a dot\n..and one with two\n"
                    + "a long line " + "w\u00f6rter ".repeat(40) + "end\n\n-- \nlast line\n";
    private static final int OCTETS = 3_000;

    Path text() {
        return folder.resolve("text.txt");
    }

    Path file() {
        return folder.resolve("data.bin");
    }

    /** A whole message with 8-bit text and LF line ends. */
    Path message(String to) throws IOException {
        String subject = Base64.getEncoder().encodeToString(SUBJECT.getBytes(StandardCharsets.UTF_8));
        String base64 = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(octets());
        return Files.writeString(
                folder.resolve("message-" + to + ".eml"),
                "From: " + FROM + "\nTo: " + to + "\nSubject: =?UTF-8?B?" + subject + "?=\nMIME-Version: 1.0\n"
                        + "Content-Type: multipart/mixed; boundary=\"b1\"\n\n--b1\n"
                        + "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n" + TEXT
                        + "\n--b1\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
                        + "Content-Disposition: attachment; filename=data.bin\n\n" + base64 + "\n--b1--\n");
    }

    void write() throws IOException {
        Files.writeString(text(), TEXT);
        Files.write(file(), octets());
    }

    static byte[] octets() {
        byte[] out = new byte[OCTETS];
        new Random(847).nextBytes(out);
        return out;
    }

    /** What arrived says the same. */
    static void assertSame(byte[] source) {
        ReadMail mail = MimeReader.read(source);
        assertEquals(SUBJECT, mail.subject());
        assertEquals(
                TEXT.strip(), String.valueOf(mail.text()).replace("\r\n", "\n").strip());
        assertEquals(1, mail.files().size(), mail.files()::toString);
        assertEquals("data.bin", mail.files().get(0).filename());
        assertArrayEquals(octets(), mail.files().get(0).content());
    }
}
