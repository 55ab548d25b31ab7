package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.migomail.analytics.events.EventJson;
import io.migomail.core.record.MailEvent;
import io.migomail.mail.webhook.StandardWebhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our signatures as the scheme's reference library, the npm package {@code standardwebhooks}, judges them. */
class StandardWebhooksPeerIT {
    private static final String VERIFY = """
            const { Webhook } = require('standardwebhooks');
            const [secret, id, timestamp, signature, body] = process.argv.slice(2);
            try {
              new Webhook(secret).verify(Buffer.from(body, 'base64').toString('utf8'),
                { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature });
              console.log('verified');
            } catch (e) { console.log('refused'); }
            """;

    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a secret of twenty-four".getBytes(StandardCharsets.UTF_8));
    private static final String OLD_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("the secret of yesterday".getBytes(StandardCharsets.UTF_8));
    private static final byte[] BODY = EventJson.bytes(MailEvent.newBuilder()
            .setEventId("evt_1")
            .setType("delivered")
            .setAt(1)
            .setRecipient("ü@example.com")
            .build());

    @TempDir
    static Path folder;

    @BeforeAll
    static void installThePeer() throws Exception {
        Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
        Files.writeString(folder.resolve("verify.js"), VERIFY);
        boolean installed;
        try {
            installed = run("npm", "install", "--silent", "--no-audit", "--no-fund", "standardwebhooks@1.0.0") != null;
        } catch (IOException e) {
            installed = false;
        }
        if (!installed) {
            String why = "npm cannot install standardwebhooks here";
            assertTrue(!"true".equals(System.getenv("CI")), why);
            abort(why);
        }
    }

    /** What the program printed; null where it failed. */
    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "out", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended && process.exitValue() == 0 ? Files.readString(output).strip() : null;
    }

    private static String verify(String secret, String signature, byte[] body) throws Exception {
        String body64 = Base64.getEncoder().encodeToString(body);
        return run("node", "verify.js", secret, "evt_1", Long.toString(seconds()), signature, body64);
    }

    /** The peer refuses timestamps older than five minutes. */
    private static final long STARTED = java.time.Instant.now().getEpochSecond();

    private static long seconds() {
        return STARTED;
    }

    @Test
    void thePeerVerifiesOurSignature() throws Exception {
        String signature = StandardWebhook.sign("evt_1", seconds(), BODY, List.of(SECRET));
        assertEquals("verified", verify(SECRET, signature, BODY));
    }

    @Test
    void thePeerVerifiesEitherSecretWhileTheyRotate() throws Exception {
        String signature = StandardWebhook.sign("evt_1", seconds(), BODY, List.of(SECRET, OLD_SECRET));
        assertEquals("verified", verify(SECRET, signature, BODY));
        assertEquals("verified", verify(OLD_SECRET, signature, BODY));
    }

    @Test
    void thePeerRefusesAnotherBodyOrSecret() throws Exception {
        String signature = StandardWebhook.sign("evt_1", seconds(), BODY, List.of(SECRET));
        byte[] changed = Arrays.copyOf(BODY, BODY.length);
        changed[changed.length - 2] ^= 1;
        assertEquals("refused", verify(SECRET, signature, changed));
        assertEquals("refused", verify(OLD_SECRET, signature, BODY));
    }
}
