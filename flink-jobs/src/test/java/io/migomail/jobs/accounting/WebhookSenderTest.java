package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRetry;
import io.migomail.mail.webhook.WebhookClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {
    private static final WebhookRetry OWN =
            WebhookRetry.newBuilder().addSchedule(7).build();
    private static final long NOW = 1_614_265_330_000L;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final WebhookAttempt ATTEMPT = new WebhookAttempt(
            "whk_1", "msg_p5jXN8AQM9LWM0D4loKWxJek", 2, "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    private static final class Targets implements WebhookTargets {
        final List<String> disabled = new ArrayList<>();

        @Nullable
        Target target = new Target("https://hook.example/x", List.of(SECRET), OWN);

        @Override
        public @Nullable Target find(String webhookId) {
            return target;
        }

        @Override
        public void disable(String webhookId, String reason) {
            disabled.add(webhookId + " " + reason);
        }

        @Override
        public void close() {}
    }

    private static final class Client implements WebhookClient {
        final List<Map<String, String>> headers = new ArrayList<>();
        Reply reply = new Reply(200, "", "");

        @Override
        public CompletionStage<Reply> post(URI target, Map<String, String> given, byte[] body) {
            headers.add(given);
            return CompletableFuture.completedFuture(reply);
        }

        @Override
        public void close() {}
    }

    private final Targets targets = new Targets();
    private final Client client = new Client();

    private WebhookOutcome send() {
        TimeSource time = new TimeSource() {
            @Override
            public long wallMillis() {
                return NOW;
            }

            @Override
            public long monotonicNanos() {
                return 0;
            }
        };
        return new WebhookSender(targets, client, time)
                .send(ATTEMPT)
                .toCompletableFuture()
                .join();
    }

    @Test
    void theSignatureIsThatOfTheSchemesOwnExample() {
        WebhookOutcome outcome = send();
        assertEquals(OWN, outcome.getRetry(), "the schedule travels with the outcome");
        assertEquals(200, outcome.getStatus());
        assertEquals(2, outcome.getAttempt());
        Map<String, String> headers = client.headers.get(0);
        assertEquals("msg_p5jXN8AQM9LWM0D4loKWxJek", headers.get("webhook-id"));
        assertEquals("1614265330", headers.get("webhook-timestamp"));
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", headers.get("webhook-signature"));
    }

    @Test
    void bothSecretsSignWhileTheyRotate() {
        targets.target = new WebhookTargets.Target("https://hook.example/x", List.of(SECRET, "whsec_AAAA"), OWN);
        send();
        String signature = client.headers.get(0).get("webhook-signature");
        assertTrue(signature.matches("v1,\\S+ v1,\\S+"), signature);
    }

    @Test
    void fourHundredTenDisablesTheWebhook() {
        client.reply = new WebhookClient.Reply(410, "", "");
        assertEquals(410, send().getStatus());
        assertEquals(List.of("whk_1 gone"), targets.disabled);
    }

    @Test
    void aWebhookThatIsGoneIsNotCalled() {
        targets.target = null;
        assertEquals(WebhookRules.GONE, send().getError());
        assertEquals(List.of(), client.headers);
    }

    @Test
    void anUnusableUrlIsToldNotThrown() {
        targets.target = new WebhookTargets.Target("https://a b/", List.of(SECRET), OWN);
        assertEquals("webhook_unusable", send().getError());
    }

    @Test
    void retryAfterIsUnderstoodInBothForms() {
        client.reply = new WebhookClient.Reply(503, "", "120");
        assertEquals(NOW + 120_000, send().getRetryAfter());
        client.reply = new WebhookClient.Reply(503, "", "Thu, 25 Feb 2021 15:10:00 GMT");
        assertEquals(1_614_265_800_000L, send().getRetryAfter());
        client.reply = new WebhookClient.Reply(503, "", "soon, or 99999999999999999999");
        assertEquals(0, send().getRetryAfter());
    }
}
