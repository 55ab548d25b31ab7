package io.migomail.mail.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text: a foreign decoder gets it back, and no line of it is long, ends in a blank or looks like ours. */
class TextBodyTest {
    private static final String[] PIECES = {
        "a",
        "Fine words ",
        "From ",
        "=",
        "=_",
        "_",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "é",
        "漢字",
        "\u0000",
        "\u007f",
        "x".repeat(75),
        "y".repeat(76),
        "z".repeat(77),
        "<td class=\"cell\">",
        ".",
        "\n.\n",
        "\nFrom me",
        "F",
        "Fr om"
    };

    @Test
    void everyTextComesBackFromAForeignDecoder() throws Exception {
        Random random = new Random(7);
        for (int run = 0; run < 5_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(20); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString());
        }
    }

    @Test
    void aLargeBodyOfHtmlComesBack() throws Exception {
        check("<tr><td>00001</td><td style=\"color:red\">Nummer 7919 – groß</td></tr>\n".repeat(400));
    }

    private static void check(String text) throws Exception {
        TextBody body = TextBody.of(text);
        assertArrayEquals(
                LineEnds.canonical(text.getBytes(StandardCharsets.UTF_8)),
                decoded(body),
                () -> body.encoding() + " of " + text);
        String wire = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        assertTrue(wire.endsWith("\r\n"), wire);
        assertTrue(wire.chars().allMatch(c -> c < 127 && (c >= ' ' || c == '\t' || c == '\r' || c == '\n')), wire);
        for (String line : wire.split("\r\n")) {
            assertTrue(line.length() <= 76, line);
            assertFalse(line.startsWith("From ") || line.contains("=_") || line.contains("\n"), line);
            assertFalse(body.encoding().equals("quoted-printable") && line.matches(".*[ \t]"), line);
        }
    }

    private static byte[] decoded(TextBody body) throws Exception {
        try (InputStream in = MimeUtility.decode(new ByteArrayInputStream(body.bytes()), body.encoding())) {
            return in.readAllBytes();
        }
    }
}
