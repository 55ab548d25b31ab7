package io.migomail.ingress.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.webhook.StandardWebhook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guide shows for webhooks verifies what we sign, and nothing else. */
class WebhookSnippetsTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"type\":\"delivered\",\"data\":{\"subject\":\"Grüße\"}}";
    /** How each calls the function with the values in the environment, and prints the type of the event. */
    private static final Map<String, String> CALLS = Map.of(
            "js",
            "const e = process.env; console.log(verify(e.SECRET, {'webhook-id': 'evt_1', 'webhook-timestamp': e.AT,"
                    + " 'webhook-signature': e.SIGNATURE}, e.BODY).type);",
            "python",
            "import os\ne = os.environ\nprint(verify(e['SECRET'], {'webhook-id': 'evt_1', 'webhook-timestamp': e['AT'],"
                    + " 'webhook-signature': e['SIGNATURE']}, os.environb[b'BODY'])['type'])",
            "php",
            "echo verify(getenv('SECRET'), ['webhook-id' => 'evt_1', 'webhook-timestamp' => getenv('AT'),"
                    + " 'webhook-signature' => getenv('SIGNATURE')], getenv('BODY'))['type'], \"\\n\";",
            "ruby",
            "puts verify(ENV['SECRET'], {'webhook-id' => 'evt_1', 'webhook-timestamp' => ENV['AT'],"
                    + " 'webhook-signature' => ENV['SIGNATURE']}, ENV['BODY'])['type']");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"js, node, mjs", "python, python3, py", "php, php, php", "ruby, ruby, rb"})
    void itTakesWhatWeSignedAndNothingElse(String language, String interpreter, String ending) throws Exception {
        Matcher snippet = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Source.text("guides/webhooks.md"));
        assertTrue(snippet.find(), language);
        Path program = folder.resolve("verify." + ending);
        String begin = language.equals("php") ? "<?php\n" : "";
        Files.writeString(program, begin + snippet.group(1) + CALLS.get(language));
        long now = Instant.now().getEpochSecond();
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        String good = StandardWebhook.sign("evt_1", now, body, List.of(SECRET));
        List<String> command = List.of(interpreter, program.toString());
        assertEquals("0 delivered", run(command, now, good, BODY));
        assertEquals("0 delivered", run(command, now, "v1,AAAA " + good, BODY));
        assertNotEquals("0", run(command, now, good, BODY + " ").substring(0, 1));
        assertNotEquals("0", run(command, now, "v1,", BODY).substring(0, 1));
        long old = now - 600;
        String late = StandardWebhook.sign("evt_1", old, body, List.of(SECRET));
        assertNotEquals("0", run(command, old, late, BODY).substring(0, 1));
    }

    /** Exit status and what was printed. */
    private String run(List<String> command, long at, String signature, String body) throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SECRET",
                        SECRET,
                        "AT",
                        Long.toString(at),
                        "SIGNATURE",
                        signature,
                        "BODY",
                        body,
                        "LC_ALL",
                        "C.UTF-8"));
        Process process;
        try {
            process = builder.start();
        } catch (java.io.IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            Assumptions.abort("not installed: " + command.get(0));
            throw e;
        }
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it does not end");
        return process.exitValue() + " " + Files.readString(said).strip();
    }
}
