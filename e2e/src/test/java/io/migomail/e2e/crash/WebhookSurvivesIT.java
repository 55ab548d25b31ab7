package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.e2e.crash.Sender.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that its subscriber refuses twice arrives all the same, though everything is killed in between. */
class WebhookSurvivesIT {
    private static final Duration BOUND = Duration.ofSeconds(180);

    @Test
    void aRefusedEventIsOfferedAgainAfterKillNineUnderTheSameIdWithTheSameBody(@TempDir Path data, @TempDir Path npm)
            throws Exception {
        WebhookPeer peer = new WebhookPeer(npm.resolve("peer"));
        try (JournalMx mx = new JournalMx(Duration.ZERO);
                Subscriber subscriber = new Subscriber(2)) {
            Map<String, String> settings = StackProcess.settings(data, "MIGO_ROUTES", mx.routes());
            String secret;
            Answer sent;
            try (StackProcess first = StackProcess.start(settings)) {
                secret = first.api()
                        .post(
                                "/v1/webhooks",
                                "{\"url\":\"" + subscriber.url()
                                        + "\",\"events\":[\"delivered\"],\"retry\":{\"schedule\":[3],\"max_attempts\":9}}",
                                201)
                        .path("secret")
                        .asText();
                sent = new Sender(first.ready()).taken("hooked");
                Await.until(
                        BOUND, "the first offer", () -> !subscriber.requests().isEmpty());
                first.kill();
            }
            long killed = System.nanoTime();
            try (StackProcess second = StackProcess.start(settings)) {
                Await.until(BOUND, "an offer that is taken", () -> taken(subscriber) > 0);
                System.out.printf(
                        "webhook: %d offers, taken %d ms after kill -9%n",
                        subscriber.requests().size(), (System.nanoTime() - killed) / 1_000_000);
                check(subscriber, peer, secret);
                sameAsInTheEventLog(subscriber, new Stories(second.api()), sent.messageId());
            }
        }
    }

    private static long taken(Subscriber subscriber) {
        return subscriber.requests().stream().filter(r -> r.answered() == 204).count();
    }

    private static void check(Subscriber subscriber, WebhookPeer peer, String secret) throws Exception {
        List<Subscriber.Request> requests = subscriber.requests();
        assertTrue(requests.size() >= 3, () -> "two refusals and a success: " + requests);
        Subscriber.Request first = requests.get(0);
        for (Subscriber.Request request : requests) {
            assertEquals(first.id(), request.id());
            assertEquals(first.body(), request.body());
            assertEquals("verified", peer.verdict(secret, request));
        }
        Subscriber.Request forged = new Subscriber.Request(first.headers(), first.body() + " ", 0);
        assertTrue(peer.verdict(secret, forged).startsWith("refused"), "the peer can tell a forgery");
    }

    private static void sameAsInTheEventLog(Subscriber subscriber, Stories stories, String messageId) {
        Await.until(
                BOUND,
                "the delivered event in the log",
                () -> stories.types(messageId).contains("delivered"));
        List<String> ids = stories.events(messageId).stream()
                .filter(e -> e.path("type").asText().equals("delivered"))
                .map((JsonNode e) -> e.path("id").asText())
                .toList();
        assertEquals(List.of(subscriber.requests().get(0).id()), ids);
    }
}
