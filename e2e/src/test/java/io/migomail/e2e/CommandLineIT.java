package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.cli.Main;
import io.migomail.cli.Surroundings;
import io.migomail.sdk.HttpTransport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has nothing but the command-line client sends, watches, finds and checks. */
@Tag(StackFixture.SHARED)
class CommandLineIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static List<String> as(String key, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new Surroundings(
                        Map.of(
                                "MIGO_API_KEY",
                                key,
                                "MIGO_BASE_URL",
                                STACK.ready().http()),
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new HttpTransport(),
                        Clock.systemUTC(),
                        time -> TimeUnit.NANOSECONDS.sleep(time.toNanos())),
                args);
        assertEquals(0, status, String.join(" ", args) + ": " + out + err);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> run(String... args) {
        return as(STACK.ready().liveKey(), args);
    }

    @Test
    void a_message_is_sent_followed_found_and_explained() throws Exception {
        List<String> sent = run(
                "send",
                "--from=" + STACK.ready().from(),
                "--to=shell@example.com",
                "--subject=From a shell",
                "--text=It works.",
                "--wait=60s",
                "--json");
        String id = new ObjectMapper().readTree(sent.get(0)).path("message_id").asText();
        List<String> events = Await.until(
                "its events in the feed",
                () -> run("events", "tail", "--once", "--since=10m", "--message=" + id),
                lines -> lines.stream().anyMatch(line -> line.contains("delivered")));
        assertEquals(3, events.size(), events.toString());
        List<String> found = run("messages", "--recipient=shell@example.com", "--status=delivered");
        assertTrue(found.stream().anyMatch(line -> line.contains(id)), found.toString());
        List<String> told = run("explain", id);
        assertEquals(id + "  delivered  normal live transactional", told.get(0));
        assertTrue(told.stream().anyMatch(line -> line.endsWith("accepted by the mail server")), told.toString());
    }

    @Test
    void an_installation_that_works_passes_its_checks() {
        List<String> rest = as(
                STACK.ready().sandboxKey(),
                "check",
                "rest",
                "--url=" + STACK.ready().http());
        assertTrue(rest.get(0).startsWith("ok: ready, and msg_"), rest.toString());
        assertTrue(
                run("check", "smtp", "--address=" + STACK.ready().smtp()).get(0).contains("over TLSv1.3"));
        assertEquals(
                "ok: the job delivery runs",
                run("check", "job", "--url=" + STACK.flink(), "--name=delivery")
                        .get(0)
                        .replaceFirst(" with .*", ""));
    }
}
