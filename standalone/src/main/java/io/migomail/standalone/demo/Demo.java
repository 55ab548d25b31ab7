package io.migomail.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.HostPort;
import io.migomail.standalone.Api;
import io.migomail.standalone.Ready;
import io.migomail.standalone.StartException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Walks the whole way of a message on a started stack, as a client, and says what it saw. */
public final class Demo {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String OTP = """
            {"to":"priya@example.com","from":"noreply@yourapp.com","template":"otp-verification-v3",\
            "variables":{"otp_code":"847 291","expires_min":5,"user_name":"Priya"}}""";
    private static final String RECEIPT = """
            <style>td { padding: 4px } .total { font-weight: bold }</style><h1>Thank you, ${customer.name}</h1>
            <table>[#list items as item]<tr><td>${item.name}</td><td>${item.price}</td></tr>[/#list]</table>
            <p class="total">Total: ${total}</p>""";

    private final Ready ready;
    private final Api api;
    private final PrintStream out;

    /** Says what it sees to {@code out}. */
    public Demo(Ready ready, PrintStream out) {
        this.ready = ready;
        this.api = new Api(ready.http(), ready.liveKey());
        this.out = out;
    }

    /** @throws StartException where something did not happen as it should */
    public void run() throws IOException, InterruptedException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            JsonNode hook = api.post(
                    "/v1/webhooks",
                    JSON.writeValueAsString(Map.of("url", receiver.url(), "events", List.of("delivered"))),
                    201);
            receiver.secret(hook.path("secret").asText());
            out.println("registered a webhook for 'delivered' at " + receiver.url());
            String template = publish();
            List<Sent> sent = List.of(
                    new Sent(rest(OTP), "priya@example.com", "the product page's one-time password over REST"),
                    new Sent(
                            rest(receipt(template)),
                            "omar@example.org",
                            "a receipt from the template just published, over REST"),
                    new Sent(smtp("lena@example.net"), "lena@example.net", "a mail over SMTP"));
            for (Sent one : sent) {
                show(one, receiver);
            }
            out.println("\nAll " + sent.size() + " messages were delivered, signed, and told to the webhook.");
        }
    }

    private record Sent(String messageId, String to, String what) {}

    private String publish() throws IOException, InterruptedException {
        String alias = "demo-receipt-" + Long.toString(System.nanoTime(), 36);
        JsonNode made = api.post(
                "/v1/templates",
                JSON.writeValueAsString(
                        Map.of("alias", alias, "subject", "Receipt for ${customer.name}", "html", RECEIPT)),
                201);
        out.println("published the template " + made.path("alias").asText());
        return alias;
    }

    private String receipt(String template) throws IOException {
        return JSON.writeValueAsString(Map.of(
                "to",
                "omar@example.org",
                "from",
                ready.from(),
                "template",
                template,
                "variables",
                Map.of(
                        "customer", Map.of("name", "Omar"),
                        "items",
                                List.of(
                                        Map.of("name", "Tea", "price", "4.20"),
                                        Map.of("name", "Cake", "price", "3.10")),
                        "total", "7.30")));
    }

    private String rest(String body) throws IOException, InterruptedException {
        return api.post("/v1/messages", body, 200).path("message_id").asText();
    }

    private String smtp(String to) throws IOException {
        String content = "From: Your App <" + ready.from() + ">\nTo: " + to
                + "\nSubject: Hello over SMTP\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nIt works.\n";
        String reply = SubmissionClient.send(
                HostPort.parse(ready.smtp()),
                Path.of(ready.ca()),
                new SubmissionClient.Mail(ready.account(), ready.liveKey(), ready.from(), to, content));
        return reply.substring(reply.lastIndexOf(' ') + 1);
    }

    private void show(Sent sent, WebhookReceiver receiver) throws IOException, InterruptedException {
        out.println("\n" + sent.what() + ": " + sent.messageId());
        JsonNode arrived = await(
                        "arrival at the local MX",
                        () -> api.get("/inbox/messages?to=" + sent.to(), 200),
                        r -> r.path("data").size() > 0)
                .path("data")
                .get(0);
        require(arrived.path("dkim").size() == 2, "two DKIM signatures, not " + arrived.path("dkim"));
        for (JsonNode verdict : arrived.path("dkim")) {
            require(verdict.asText().startsWith("pass "), "DKIM " + verdict.asText());
            out.println("  DKIM " + verdict.asText());
        }
        JsonNode story = await(
                "status 'delivered'",
                () -> api.get("/v1/messages/" + sent.messageId(), 200),
                s -> s.path("status").asText().equals("delivered"));
        for (String instant : List.of("received_at", "queued_at", "rendered_at", "dispatched_at", "accepted_at")) {
            out.printf("  %-14s %s%n", instant, story.path(instant).asText());
        }
        out.println("  latency        " + story.path("latency"));
        await(
                "the webhook",
                receiver::events,
                events -> events.stream()
                        .anyMatch(e -> e.at("/data/message_id").asText().equals(sent.messageId())));
        out.println("  webhook        delivered, signature verified");
    }

    private interface Look<T> {
        T look() throws IOException, InterruptedException;
    }

    private static <T> T await(String what, Look<T> look, Predicate<T> good) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T seen = look.look();
            if (good.test(seen)) {
                return seen;
            }
            require(System.nanoTime() < end, what + " did not come within " + PATIENCE + "; last seen: " + seen);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new StartException("the demonstration failed: " + what);
        }
    }
}
