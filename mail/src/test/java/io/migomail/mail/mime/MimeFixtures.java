package io.migomail.mail.mime;

import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Mails for the tests of this package. */
final class MimeFixtures {
    static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");
    static final String ID = "01abc@mail.example.com";

    private MimeFixtures() {}

    static OutgoingMail.Builder mail() {
        return OutgoingMail.from(new Mailbox("Shop", MailAddress.parse("shop@example.com")), ID, DATE)
                .to(Mailbox.parse("a@example.net"));
    }

    static String compose(OutgoingMail mail) {
        return new String(MimeComposer.compose(mail).bytes(), StandardCharsets.UTF_8);
    }

    static ReadMail read(OutgoingMail mail) {
        return MimeReader.read(MimeComposer.compose(mail).bytes());
    }

    /** Text of all sorts: ASCII, blanks, other scripts, emoji, things that look like syntax. */
    static String words(Random random, int max) {
        String[] bits = {
            "a",
            "Order",
            " ",
            "  ",
            "=?utf-8?q?x?=",
            "ü",
            "渡",
            "😀",
            "\"",
            "\\",
            "<",
            ">",
            ",",
            ";",
            ":",
            "@",
            "=_",
            "--",
            "From ",
            ".",
            "\t",
            "é́",
            "مرحبا",
            "(x)",
            "0123456789012345678901234567890123456789"
        };
        StringBuilder out = new StringBuilder();
        int count = random.nextInt(max);
        for (int i = 0; i < count; i++) {
            out.append(bits[random.nextInt(bits.length)]);
        }
        return out.toString();
    }

    /** One to ten words between single blanks: foreign readers collapse others in names. */
    static String plainWords(Random random) {
        String text = words(random, 20).replace("\t", " ").replaceAll(" +", " ").strip();
        return text.isEmpty() ? "x" : text;
    }

    /** As {@link #words}, in lines. */
    static String lines(Random random, int max) {
        StringBuilder out = new StringBuilder();
        int count = random.nextInt(max);
        for (int i = 0; i < count; i++) {
            out.append(words(random, 30)).append(i % 3 == 0 ? "\r\n" : "\n");
        }
        return out.toString();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String canonical(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }
}
