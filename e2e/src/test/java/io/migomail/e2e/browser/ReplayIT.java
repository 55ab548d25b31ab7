package io.migomail.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import io.migomail.core.TimeSource;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import io.migomail.e2e.crash.Subscriber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An endpoint that was down for a while: its owner sees so in the log, and has the span sent again by the form. */
@Tag(StackFixture.SHARED)
class ReplayIT {
    private static final int MESSAGES = 3;

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static Map<String, String> bodies(List<Subscriber.Request> requests) {
        return requests.stream().collect(Collectors.toMap(Subscriber.Request::id, Subscriber.Request::body));
    }

    private static void send() throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            STACK.send("{\"to\":\"reader" + i + "@example.com\",\"from\":\""
                    + STACK.ready().from() + "\",\"subject\":\"Hello\",\"text\":\"It works.\"}");
        }
    }

    @Test
    void a_span_that_was_lost_is_sent_again() throws Exception {
        String begin =
                Instant.ofEpochMilli(TimeSource.SYSTEM.wallMillis()).toString().substring(0, 16);
        try (Subscriber subscriber = new Subscriber(MESSAGES)) {
            String body =
                    "{\"url\":\"" + subscriber.url() + "\",\"events\":[\"delivered\"],\"retry\":{\"max_attempts\":1}}";
            String log = "/v1/webhooks/"
                    + STACK.api().post("/v1/webhooks", body, 201).path("id").asText() + "/deliveries";
            send();
            Await.until(
                    "the refusals in the log",
                    () -> STACK.api()
                            .get(log + "?result=failed", 200)
                            .path("data")
                            .size(),
                    size -> size == MESSAGES);
            Map<String, String> lost = bodies(subscriber.requests());

            Visitor visitor = CHROMIUM.visitor(STACK.ready().http());
            Page page = visitor.page();
            visitor.signIn(STACK.ready().email(), STACK.ready().password());
            visitor.open("/dashboard/" + STACK.application() + "/live/webhooks");
            visitor.link(subscriber.url()).click();
            visitor.link("Delivery log").click();
            assertThat(page.locator("tbody tr")).hasCount(MESSAGES);
            assertThat(page.locator("tbody tr").first()).containsText("HTTP 500");
            visitor.assertAccessible();
            visitor.picture("replay-lost");

            visitor.link("Replay").click();
            page.getByLabel("From (UTC)").fill(begin);
            visitor.assertAccessible();
            visitor.picture("replay-form");
            visitor.button("Begin the replay").click();
            assertThat(page.locator(".notice")).containsText("about " + MESSAGES + " events");
            visitor.picture("replay-begun");
            Await.until("all of it again", () -> subscriber.requests().size(), size -> size == 2 * MESSAGES);
            assertEquals(lost, bodies(subscriber.requests().subList(MESSAGES, 2 * MESSAGES)), "same ids and bodies");
            assertThat(page.locator("#replay")).containsText("No replay is under way.");

            Await.until(
                    "what came of it in the log",
                    () -> STACK.api()
                            .get(log + "?result=succeeded", 200)
                            .path("data")
                            .size(),
                    size -> size == MESSAGES);
            visitor.link("Delivery log").click();
            assertThat(page.locator("tbody tr").first()).containsText("HTTP 204");
            page.getByLabel("Result").selectOption("failed");
            page.waitForURL("**result=failed**");
            assertThat(page.locator("tbody tr")).hasCount(MESSAGES);
            visitor.open(page.url().substring(STACK.ready().http().length()).replaceAll("\\?.*", ""));
            assertThat(page.locator("tbody tr")).hasCount(2 * MESSAGES);
            visitor.picture("replay-log");
        }
    }
}
