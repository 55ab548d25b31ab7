package io.migomail.mail.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import io.migomail.mail.ForeignPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we compose, read by Python's mail parser. */
class MimeForeignReaderIT {
    private static final int MAILS = 100;

    @TempDir
    Path folder;

    @Test
    void python_reads_every_part_as_it_was_given() throws IOException {
        ForeignPeer.require("python3", "/usr/bin/python3", "-c", "import email.policy");
        Path script = folder.resolve("parse.py");
        try (InputStream in = MimeForeignReaderIT.class.getResourceAsStream("/mime-parse.py")) {
            Files.copy(in, script);
        }
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        List<String> expected = new ArrayList<>();
        for (int seed = 0; seed < MAILS; seed++) {
            Random random = new Random(seed);
            String subject = MimeFixtures.plainWords(random);
            // Short enough for one encoded word: this parser keeps the blank between two of them in a phrase.
            String name = (seed % 2 == 0 ? "J\u00f6rg \"J\", " : "Joe \\ (J) \"x\", ") + seed;
            String text = MimeFixtures.lines(random, 12);
            String html = "<p>" + MimeFixtures.lines(random, 12);
            byte[] bytes = MimeComposer.compose(MimeFixtures.mail()
                            .to(
                                    new Mailbox(name, MailAddress.parse("a@example.net")),
                                    new Mailbox(name, MailAddress.parse("\"b c\"@example.net")))
                            .subject(subject)
                            .text(text)
                            .html(html)
                            .files(List.of(new MailFile(name, "application/pdf", "", new byte[seed])))
                            .build())
                    .bytes();
            command.add(Files.write(folder.resolve("m" + seed), bytes).toString());
            expected.add("[" + json(subject) + ", [" + json(name + "|a@example.net") + ", "
                    + json(name + "|\"b c\"@example.net") + "], " + json(unix(text)) + ", " + json(unix(html)) + ", ["
                    + json(name) + "], []]");
        }
        List<String> lines = ForeignPeer.run(command).output().lines().toList();
        for (int i = 0; i < MAILS; i++) {
            assertEquals(expected.get(i), lines.get(i), "seed " + i);
        }
    }

    private static String unix(String text) {
        return MimeFixtures.canonical(text).replace("\r\n", "\n");
    }

    /** A string as Python's json module writes it with ensure_ascii. */
    private static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return out + "\"";
    }
}
