package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Setting;
import io.migomail.e2e.crash.Subscriber;
import io.migomail.ingress.ControlMain;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.webhook.StandardWebhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps of docs/guides/keys.md: a new master key in place of the old one, with everything that was given out before. */
class MasterKeyRotationIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String NEW = Base64.getEncoder().encodeToString(new byte[] {
        9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8
    });

    @RegisterExtension
    static final StackFixture STACK = StackFixture.capturing();

    private static Path file() {
        return Path.of(STACK.settings().get(Setting.MIGO_DATA)).resolve("master.key");
    }

    private static void restartWith(String keys) throws Exception {
        Files.writeString(file(), keys);
        STACK.stop();
        STACK.start();
    }

    private static String sent(String to) throws Exception {
        return STACK.send(body(to));
    }

    private static String body(String to) {
        return "{\"to\":\"" + to + "\",\"from\":\"" + STACK.ready().from()
                + "\",\"subject\":\"Hello\",\"html\":\"<p><a href=\\\"https://shop.example/\\\">go</a></p>\","
                + "\"track_clicks\":true}";
    }

    /** The link of the mail, which both of the domain's keys have signed. */
    private static String linkIn(String to) throws Exception {
        JsonNode captured = STACK.awaitInbox(to, 1).get(0);
        assertEquals(2, captured.path("dkim").size(), captured::toString);
        captured.path("dkim").forEach(one -> assertTrue(one.asText().startsWith("pass "), captured::toString));
        Matcher link = Pattern.compile("<a href=\"([^\"]+)\"")
                .matcher(MimeReader.read(STACK.source(captured)).html());
        assertTrue(link.find());
        return link.group(1);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(STACK.ready().http() + path))
                .header("Authorization", "Bearer " + STACK.ready().liveKey())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Where the stack of now leads who follows a link of the stack of then, which had another port. */
    private static int followed(String link) throws Exception {
        return get(URI.create(link).getRawPath()).statusCode();
    }

    private static String keyed(String to) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(STACK.ready().http() + "/v1/messages"))
                .header("Authorization", "Bearer " + STACK.ready().liveKey())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "order-4711")
                .POST(HttpRequest.BodyPublishers.ofString(body(to)))
                .build();
        HttpResponse<String> accepted = Await.until(
                "a send that is taken",
                () -> HTTP.send(request, HttpResponse.BodyHandlers.ofString()),
                reply -> reply.statusCode() < 500);
        Matcher id = Pattern.compile("msg_[0-9a-z]{32}").matcher(accepted.body());
        assertTrue(id.find(), accepted.body());
        return id.group();
    }

    /** The command, as operators run it. */
    private static String reseal(int status) throws Exception {
        Path output = Files.createTempFile("reseal", ".out");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        ControlMain.class.getName(),
                        "reseal")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        for (Setting given : List.of(Setting.MIGO_KAFKA, Setting.MIGO_DATA)) {
            command.environment().put(given.name(), STACK.settings().get(given));
        }
        Process process = command.start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it ends");
            String said = Files.readString(output);
            assertEquals(status, process.exitValue(), said);
            for (String key : Files.readString(file()).strip().split(",")) {
                assertFalse(said.contains(key), "no key is told");
            }
            return said;
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static void toldOf(Subscriber subscriber, String secret, String messageId) throws Exception {
        Subscriber.Request request = Await.until(
                        "the event of " + messageId,
                        () -> subscriber.requests().stream()
                                .filter(each -> each.body().contains(messageId))
                                .toList(),
                        all -> !all.isEmpty())
                .get(0);
        String expected = StandardWebhook.sign(
                request.id(),
                Long.parseLong(request.headers().get("webhook-timestamp")),
                request.body().getBytes(StandardCharsets.UTF_8),
                List.of(secret));
        assertEquals(expected, request.headers().get("webhook-signature"));
    }

    @Test
    void a_new_master_key_takes_the_place_of_the_old_one_and_nothing_is_lost() throws Exception {
        String old = Files.readString(file()).strip();
        try (Subscriber subscriber = new Subscriber(0)) {
            String secret = STACK.api()
                    .post("/v1/webhooks", "{\"url\":\"" + subscriber.url() + "\",\"events\":[\"delivered\"]}", 201)
                    .path("secret")
                    .asText();
            String before = sent("before@example.com");
            String link = linkIn("before@example.com");
            toldOf(subscriber, secret, before);
            String first = keyed("once@example.com");

            restartWith(old + "," + NEW); // 1: every process knows both
            assertEquals(first, keyed("once@example.com"), "the first key makes ids");
            toldOf(subscriber, secret, sent("second@example.com"));

            restartWith(NEW + "," + old); // 2: the new one is in use
            String again = keyed("once@example.com");
            assertFalse(first.equals(again), "the id is another one");
            STACK.awaitStory(again, "delivered");
            assertEquals(1, STACK.awaitInbox("once@example.com", 1).size(), "the mail is not");
            toldOf(subscriber, secret, sent("third@example.com"));

            String said = reseal(0); // 3
            assertTrue(said.matches("(?s)[1-9][0-9]* entities .* sealed under the first master key, .*"), said);
            assertTrue(reseal(0).startsWith("0 entities"), "a second time there is nothing to do");
            STACK.awaitStory(before, "delivered");
            assertEquals(302, followed(link), "a link of then");
            String kept = sent("kept@example.com");
            toldOf(subscriber, secret, kept);

            restartWith(NEW); // 4: the old one is gone
            String after = sent("after@example.com");
            assertEquals(302, followed(linkIn("after@example.com")));
            toldOf(subscriber, secret, after);
            STACK.awaitStory(kept, "delivered");
            assertEquals(404, get("/v1/messages/" + before).statusCode(), "what only the old one knew is unknown now");
            assertEquals(404, followed(link));
            assertTrue(reseal(0).startsWith("0 entities"), "no secret needs it");
        }
    }
}
