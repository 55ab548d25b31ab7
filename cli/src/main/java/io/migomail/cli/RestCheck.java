package io.migomail.cli;

import io.migomail.sdk.MigomailException;
import io.migomail.sdk.Transport;
import io.migomail.sdk.model.Domain;
import io.migomail.sdk.model.Message;
import io.migomail.sdk.model.Send;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a node is ready and a sandbox message goes the whole way. */
final class RestCheck {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int OK = 200;
    private static final String SANDBOX_KEY = "migo_sk_sandbox_";

    private final Surroundings here;
    private final ApiOptions options;
    private final Instant end;

    /** One that may take this long. */
    RestCheck(Surroundings here, ApiOptions options, Duration wait) {
        this.here = here;
        this.options = options;
        this.end = here.clock().instant().plus(wait);
    }

    /** @param from null = an address in the account's first verified domain */
    String run(@Nullable String from, String to) throws FailedCheckException {
        // A mail of a check must not leave, whatever it is started with.
        if (!here.environment().getOrDefault("MIGO_API_KEY", "").strip().startsWith(SANDBOX_KEY)) {
            throw new FailedCheckException("MIGO_API_KEY holds no sandbox key (" + SANDBOX_KEY + "…)");
        }
        ready();
        try {
            return deliver(new Api(options, here), from, to);
        } catch (MigomailException e) {
            throw new FailedCheckException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A node that has just started is asked again. */
    private void ready() throws FailedCheckException {
        String url = Api.url(options.url, here) + "/healthz/ready";
        String answered;
        do {
            answered = ask(url);
            if (answered.isEmpty()) {
                return;
            }
            Waiting.pause(here, LOOK);
        } while (here.clock().instant().isBefore(end));
        throw new FailedCheckException(url + " " + answered);
    }

    /** What is wrong with the answer; empty = nothing. */
    private String ask(String url) {
        try {
            var request = new Transport.Request("GET", URI.create(url), Map.of(), new byte[0]);
            int status = here.transport().exchange(request, options.timeout).status();
            return status == OK ? "" : "answers " + status;
        } catch (IOException e) {
            return "does not answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was not waited for";
        }
    }

    private String deliver(Api api, @Nullable String from, String to) throws FailedCheckException {
        String sender = from == null ? "check@" + domain(api) : from;
        String id = api.client
                .messages()
                .send(new Send()
                        .from(sender)
                        .to(to)
                        .subject("Check of the installation")
                        .text("It works.\n")
                        .tags(java.util.List.of("check")))
                .messageId();
        Message message = new Waiting(here)
                .until(api.client, id, Duration.between(here.clock().instant(), end));
        if (!Waiting.delivered(message)) {
            throw new FailedCheckException(id + " was accepted, and is " + message.status() + " instead of delivered");
        }
        Long total = message.latency().totalMs();
        return "ready, and " + id + " was delivered"
                + (total == null ? "" : " within " + Times.text(Duration.ofMillis(total)));
    }

    private static String domain(Api api) throws FailedCheckException {
        return api.client.domains().list().stream()
                .filter(each -> Boolean.TRUE.equals(each.verified()) && "transactional".equals(each.stream()))
                .map(Domain::name)
                .findFirst()
                .orElseThrow(() -> new FailedCheckException(
                        "the API is ready and takes the key, but the account has no verified domain to send from"));
    }
}
