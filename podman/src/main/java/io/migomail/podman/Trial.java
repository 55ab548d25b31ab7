package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.HostPort;
import io.migomail.standalone.Api;
import io.migomail.standalone.demo.SubmissionClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** Sandbox messages through what runs, seen from outside: the API accepts and tells, the sandbox's pages have the mail. */
final class Trial {
    private static final String FROM = "noreply@" + Installer.DOMAIN;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Api api;
    private final String key;
    private final PodmanPod ingress;
    private final PodmanPod sandbox;
    private final PrintStream out;

    /** @param key a sandbox key */
    Trial(PodmanPod ingress, PodmanPod sandbox, String key, PrintStream out) {
        this.ingress = ingress;
        this.sandbox = sandbox;
        this.key = key;
        this.out = out;
        api = new Api("http://" + ingress.address() + ":" + port(ingress, "http"), key);
    }

    void overRest() throws Exception {
        String to = "rest@customer.example";
        JsonNode sent = api.post("/v1/messages", """
                {"to":"%s","from":"%s","subject":"Your code","text":"847 291","class":"critical"}""".formatted(to, FROM), 200);
        out.println("REST accepted       " + sent);
        follow(sent.path("message_id").asText(), to);
    }

    /** @param authority the certificate that the mail program trusts */
    void overSmtp(Path authority) throws Exception {
        String to = "smtp@customer.example";
        String content = "From: " + FROM + "\nTo: " + to + "\nSubject: Receipt\n\nThank you.\n";
        String said = SubmissionClient.send(
                new HostPort(ingress.address(), port(ingress, "submission")),
                authority,
                new SubmissionClient.Mail("migo", key, FROM, to, content));
        out.println("SMTP accepted       " + said);
        follow(said.strip().replaceAll(".*(msg_[A-Za-z0-9]+).*", "$1"), to);
    }

    /** Until the accounting job has told the API, and the mail server shows it. */
    private void follow(String id, String to) throws Exception {
        JsonNode story = Waiting.until(
                "the delivery of " + id,
                () -> api.get("/v1/messages/" + id, 200),
                seen -> seen.path("status").asText().equals("delivered"));
        for (String instant : List.of("queued_at", "dispatched_at", "accepted_at")) {
            out.printf("     %-14s %s%n", instant, story.path(instant).asText());
        }
        out.println("     status         " + story.path("status").asText() + ", latency " + story.path("latency"));
        JsonNode page = Waiting.until(
                "mail for " + to + " in the sandbox",
                () -> inbox(to),
                seen -> seen.path("data").size() == 1);
        JsonNode mail = page.at("/data/0");
        out.println("     inbox          to " + mail.path("recipients") + " from " + mail.path("from") + " "
                + mail.path("subject") + " " + mail.path("dkim") + " " + mail.path("tls"));
    }

    private JsonNode inbox(String to) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + sandbox.address() + ":" + port(sandbox, "pages") + "/inbox/messages?to=" + to);
        return JSON.readTree(HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body());
    }

    private static int port(PodmanPod pod, String name) {
        return pod.port(JSON.getNodeFactory().textNode(name));
    }
}
