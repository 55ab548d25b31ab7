package io.migomail.mail.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import io.migomail.mail.ForeignPeer;
import io.migomail.mail.mime.MailFile;
import io.migomail.mail.mime.MimeComposer;
import io.migomail.mail.mime.OutgoingMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we sign, verified by dkimpy and OpenDKIM; what was changed after signing, refused by them. */
class DkimForeignVerifiersIT {
    private static final int MESSAGES = 60;

    @TempDir
    Path folder;

    private Path keys;
    private final List<String> good = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();

    @BeforeEach
    void writeMessages() throws IOException {
        StringBuilder records = new StringBuilder();
        DkimFixtures.RECORDS.forEach((name, value) -> records.append(name + " " + value + "\n"));
        keys = Files.writeString(folder.resolve("keys"), records);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = i < 5 ? composed(i) : DkimFixtures.odd(new Random(i), false);
            DkimKey key = DkimFixtures.KEYS.get(i % 2);
            byte[] signed = new DkimSigner(DkimFixtures.at(System.currentTimeMillis())).signed(message, List.of(key));
            good.add(Files.write(folder.resolve("good" + i), signed).toString());
            byte[] more = DkimFixtures.bytes(DkimFixtures.text(signed) + "more\r\n");
            changed.add(Files.write(folder.resolve("changed" + i), more).toString());
        }
    }

    @Test
    void dkimpy_agrees() throws IOException {
        ForeignPeer.require("python3-dkim and python3-nacl", "/usr/bin/python3", "-c", "import dkim, nacl");
        Path script = Files.write(folder.resolve("verify.py"), DkimFixtures.resource("verify.py"));
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString(), keys.toString()));
        command.addAll(good);
        command.addAll(changed);
        ForeignPeer.Run run = ForeignPeer.run(command);
        List<String> lines = run.output().lines().toList();
        assertEquals(2 * MESSAGES, lines.size(), run.output());
        for (String line : lines) {
            assertEquals(line.contains("/good"), line.endsWith(" 0 True"), line);
        }
    }

    @Test
    void opendkim_agrees() throws IOException {
        ForeignPeer.require("opendkim", "/usr/sbin/opendkim", "-V");
        Path settings = Files.writeString(folder.resolve("conf"), "Mode v\nTestPublicKeys " + keys + "\n");
        for (int i = 0; i < MESSAGES; i++) {
            String kept = opendkim(settings, good.get(i));
            assertTrue(kept.contains("succeeded"), good.get(i) + ": " + kept);
            String broken = opendkim(settings, changed.get(i));
            assertTrue(!broken.contains("succeeded") && broken.contains("fail"), changed.get(i) + ": " + broken);
        }
    }

    private static String opendkim(Path settings, String message) {
        return ForeignPeer.run(List.of("/usr/sbin/opendkim", "-x", settings.toString(), "-t", message))
                .output();
    }

    private static byte[] composed(int number) {
        OutgoingMail mail = OutgoingMail.from(
                        new Mailbox("Jörg \"J\" Müller", MailAddress.parse("a@" + DkimFixtures.DOMAIN)),
                        number + "@mail.example.com",
                        Instant.ofEpochMilli(DkimFixtures.NOW))
                .to(new Mailbox("渡辺", MailAddress.parse("b@example.net")), Mailbox.parse("c@example.net"))
                .subject("Ihre Bestellung Nr. " + number + " – danke!")
                .text("Grüße\n".repeat(number))
                .html("<p>Grüße</p>\n".repeat(number * 50))
                .files(List.of(new MailFile("Rechnung-ä.pdf", "application/pdf", "", new byte[500])))
                .build();
        return MimeComposer.compose(mail).bytes();
    }
}
