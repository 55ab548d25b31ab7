package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.MasterKey;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MessageIds;
import io.migomail.core.Setting;
import io.migomail.core.Subscriber;
import io.migomail.core.TrackingLink;
import io.migomail.core.TrackingTokens;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a recipient does with a mail, from the links in the inbox to events, story and suppression list. */
@Tag(StackFixture.SHARED)
class TrackingIT {
    private static final String PERSON =
            "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.10.1";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static String sent(String to, String options) throws Exception {
        String html = "<p><a href=\\\"https://shop.example/?a=1&amp;b=2\\\">go</a></p>";
        String body = "{\"to\":\"" + to + "\",\"from\":\"" + STACK.ready().from()
                + "\",\"subject\":\"Hello\",\"html\":\"" + html
                + "\",\"tags\":[\"spring\"],\"metadata\":{\"order\":\"4711\"}" + options + "}";
        return STACK.send(body);
    }

    private static ReadMail received(String to) throws Exception {
        JsonNode captured = STACK.awaitInbox(to, 1).get(0);
        assertEquals(2, captured.path("dkim").size(), captured::toString);
        captured.path("dkim").forEach(one -> assertTrue(one.asText().startsWith("pass "), captured::toString));
        return MimeReader.read(STACK.source(captured));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private static HttpResponse<byte[]> ask(String method, String url, String userAgent, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("User-Agent", userAgent)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static List<JsonNode> events(String id, String type, int count) throws Exception {
        return Await.until(
                count + " of " + type,
                () -> STACK.events(id).stream()
                        .filter(e -> e.path("type").asText().equals(type))
                        .toList(),
                all -> all.size() >= count);
    }

    /** A person takes longer than a machine: whoever asks sooner is taken for one. */
    private static void awaitPatience(JsonNode story) throws Exception {
        Instant human = Instant.parse(story.path("accepted_at").asText()).plus(Limits.MACHINE_HASTE);
        Await.until("a person's time", Instant::now, human::isBefore);
    }

    @Test
    void opens_and_clicks_are_told_with_what_their_message_was() throws Exception {
        String id = sent("reader@example.com", ",\"track_opens\":true,\"track_clicks\":true");
        String html = received("reader@example.com").html();
        String image = found("<img src=\"([^\"]+)\"", html);
        String link = found("<a href=\"([^\"]+)\"", html);
        assertEquals(200, ask("GET", image, "Mozilla/5.0", "").statusCode());
        JsonNode story = STACK.awaitStory(id, "delivered");
        awaitPatience(story);
        assertEquals(200, ask("GET", image, PERSON, "").statusCode());
        HttpResponse<byte[]> led = ask("GET", link, PERSON, "");
        assertEquals(302, led.statusCode());
        assertEquals(
                "https://shop.example/?a=1&b=2",
                led.headers().firstValue("Location").orElseThrow());

        JsonNode clicked = events(id, "clicked", 1).get(0).path("data");
        assertEquals("https://shop.example/?a=1&b=2", clicked.path("url").asText());
        assertEquals(PERSON, clicked.path("user_agent").asText());
        assertFalse(clicked.path("machine").asBoolean(true), clicked::toString);
        assertEquals("reader@example.com", clicked.path("recipient").asText());
        assertEquals("spring", clicked.at("/tags/0").asText());
        assertEquals("4711", clicked.at("/metadata/order").asText());
        List<JsonNode> opened = events(id, "opened", 2);
        assertEquals(
                List.of("apple_mail_privacy", ""),
                opened.stream().map(e -> e.at("/data/machine_reason").asText()).toList());
        JsonNode told = Await.until(
                "the story", () -> STACK.story(id), s -> s.at("/clicks/count").asInt() == 1);
        assertEquals(1, told.at("/opens/count").asInt(), told::toString);
        assertEquals(1, told.at("/opens/machine_count").asInt(), told::toString);
        assertEquals("delivered", told.path("status").asText());
    }

    @Test
    void one_click_takes_the_recipient_off_the_list() throws Exception {
        String id = sent("leaver@example.com", ",\"list_unsubscribe\":true");
        ReadMail mail = received("leaver@example.com");
        assertEquals(
                "List-Unsubscribe=One-Click",
                mail.header("List-Unsubscribe-Post").orElseThrow());
        String url = found("<(http[^>]+)>", mail.header("List-Unsubscribe").orElseThrow());
        assertEquals(200, ask("GET", url, PERSON, "").statusCode(), "the page, which changes nothing");
        assertEquals(200, ask("POST", url, PERSON, "List-Unsubscribe=One-Click").statusCode());
        events(id, "unsubscribe", 1);
        Await.until(
                "the suppression",
                () -> STACK.api()
                        .get("/v1/suppressions?reason=unsubscribe", 200)
                        .path("data"),
                data -> data.toString().contains("leaver@example.com"));
        String next = sent("leaver@example.com", "");
        STACK.awaitStory(next, "suppressed");
    }

    /** Longer ago than any plan retains: the event store never heard of it. */
    private static String linkOfOldMail(String address) throws Exception {
        Path folder = Path.of(STACK.settings().get(Setting.MIGO_DATA));
        TrackingTokens tokens =
                new TrackingTokens(MasterKey.resolve(STACK.settings(), Map.of(), folder, false)::derive);
        String account = STACK.api().get("/v1/accounts", 200).at("/data/0/id").asText();
        String message = new MessageIds(new byte[16]).next(STACK.application(), 1_500_000_000_000L, new Random(1));
        TrackingLink link = TrackingLink.unsubscribe(
                Ids.delivery(message, 0), new Subscriber(account, STACK.application(), Environment.LIVE, address));
        return STACK.ready().http() + link.kind().path() + tokens.seal(link);
    }

    @Test
    void one_click_in_a_mail_that_the_event_store_has_forgotten_suppresses_too() throws Exception {
        String url = linkOfOldMail("Archivist@example.com");
        // As a mail program does, it asks again where it is put off.
        Await.until(
                "unsubscribed",
                () -> ask("POST", url, PERSON, "List-Unsubscribe=One-Click").statusCode(),
                status -> status == 200);
        Await.until(
                "the suppression",
                () -> STACK.api()
                        .get("/v1/suppressions?reason=unsubscribe", 200)
                        .path("data"),
                data -> data.toString().contains("archivist@example.com"));
        STACK.awaitStory(sent("archivist@example.com", ""), "suppressed");
    }

    private static void awaitSuppressed(String address, String reason) throws Exception {
        Await.until(
                "the suppression",
                () -> STACK.api().get("/v1/suppressions?reason=" + reason, 200).path("data"),
                data -> data.toString().contains(address));
    }

    @Test
    void what_comes_back_by_mail_is_told_once_and_suppresses() throws Exception {
        try (var subscriber = new io.migomail.e2e.crash.Subscriber(0)) {
            String events = ",\"events\":[\"late_bounce\",\"spam_complaint\"]}";
            STACK.api().post("/v1/webhooks", "{\"url\":\"" + subscriber.url() + "\"" + events, 201);
            bounceAndComplain();
            Await.until(
                    "both at the webhook",
                    () -> subscriber.requests().stream()
                            .map(request -> request.body()
                                    .replaceAll(".*\"type\":\"(late_bounce|spam_complaint)\",\"timestamp.*", "$1"))
                            .distinct()
                            .sorted()
                            .toList(),
                    List.of("late_bounce", "spam_complaint")::equals);
        }
    }

    private static void bounceAndComplain() throws Exception {
        String id = sent("moved@example.com", "");
        String path =
                STACK.awaitInbox("moved@example.com", 1).get(0).path("sender").asText();
        STACK.awaitStory(id, "delivered");
        Returns returns =
                new Returns(STACK.settings().address(Setting.MIGO_INBOUND).port());
        char last = path.charAt(51) == '0' ? '1' : '0';
        String forged = path.substring(0, 51) + last + path.substring(52);
        assertEquals("550 5.1.1 No such address", returns.bounce(forged, "moved@example.com"));
        assertEquals("250 2.0.0 Ok", returns.bounce(path.toUpperCase(Locale.ROOT), "moved@example.com"));
        JsonNode told = events(id, "late_bounce", 1).get(0).at("/data/bounce");
        assertEquals("hard", told.path("type").asText(), told::toString);
        assertEquals("invalid_recipient", told.path("category").asText(), told::toString);
        assertEquals("store.inner.example", told.path("mx").asText(), told::toString);
        awaitSuppressed("moved@example.com", "hard_bounce");
        assertEquals("250 2.0.0 Ok", returns.bounce(path, "moved@example.com"));

        String annoyed = sent("annoyed@example.com", "");
        String trace = received("annoyed@example.com").header("X-Migo-Trace").orElseThrow();
        String complaints = "fbl@track.migomail.example";
        STACK.awaitStory(annoyed, "delivered");
        assertEquals("250 2.0.0 Ok", returns.complaint(complaints, "X-Migo-Trace: b+" + "0".repeat(50)));
        assertEquals("250 2.0.0 Ok", returns.complaint(complaints, "X-Migo-Trace: " + trace));
        events(annoyed, "spam_complaint", 1);
        awaitSuppressed("annoyed@example.com", "spam_complaint");
        assertTrue(STACK.story(annoyed).path("complaint").asBoolean());
        // The second bounce was written before both complaints: what became of it would be told by now.
        assertEquals(1, events(id, "late_bounce", 1).size());
        JsonNode story = STACK.story(id);
        assertEquals("delivered", story.path("status").asText(), story::toString);
        assertEquals("5.1.1", story.at("/bounce/enhanced_code").asText(), story::toString);
        assertFalse(story.path("complaint").asBoolean(), story::toString);
        STACK.awaitStory(sent("moved@example.com", ""), "suppressed");
    }

    @Test
    void what_is_not_asked_for_is_not_in_the_mail_and_no_token_can_be_made_up() throws Exception {
        sent("plain@example.com", "");
        ReadMail mail = received("plain@example.com");
        assertTrue(mail.html().contains("https://shop.example/?a=1&amp;b=2"), mail.html());
        assertFalse(mail.html().contains("<img"), mail.html());
        assertTrue(mail.header("List-Unsubscribe").isEmpty());
        HttpResponse<byte[]> forged = ask("GET", STACK.ready().http() + "/t/c/AQIDBAUGBwgJ", PERSON, "");
        assertEquals(404, forged.statusCode());
        assertArrayEquals(new String[0], forged.headers().allValues("Location").toArray());
    }
}
