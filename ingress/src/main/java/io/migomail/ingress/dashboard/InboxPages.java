package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Environment;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mail of the sandbox as its simulated mail server received it. */
final class InboxPages implements Section {
    /** The label of a return path names what the simulated server did. */
    private static final Pattern OUTCOME = Pattern.compile("[^@+]+\\+[^@+]+\\+([a-z]+)@.*");

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/inbox", this::list),
                Page.get("/inbox/{id}", this::mail),
                Page.get("/inbox/{id}/html", this::html),
                Page.get("/inbox/{id}/mail", this::file));
    }

    private Reply list(Visit visit) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        values.put("rows", List.of());
        values.put("next", "");
        values.put("away", "");
        values.put("later", visit.call().query("cursor") != null);
        if (visit.environment() == Environment.SANDBOX) {
            try {
                JsonNode page = visit.api("GET", "/v1/sandbox/messages")
                        .query("cursor", visit.call().query("cursor"))
                        .json();
                page.path("data").forEach(each -> ((ObjectNode) each).put("outcome", outcome(each)));
                values.put("rows", Json.plain(page.path("data")));
                values.put("next", page.path("next_cursor").asText(""));
            } catch (Problem problem) {
                if (problem.code() != ErrorCode.STORE_UNAVAILABLE) {
                    throw problem;
                }
                values.put("away", problem.detail());
            }
        }
        return visit.show("inbox", values);
    }

    private Reply mail(Visit visit) throws InterruptedException {
        JsonNode mail = get(visit);
        ReadMail read = read(mail);
        String text = read.text();
        Map<String, Object> values = new HashMap<>();
        values.put("mail", Json.plain(mail));
        values.put("outcome", outcome(mail));
        values.put("html", read.html() != null);
        values.put("text", text == null ? "" : text);
        values.put(
                "view", MailView.of(visit.call().query("view"), read.html() == null && text != null ? "text" : "html"));
        MailView.source(values, mail.path("source").asText().getBytes(StandardCharsets.UTF_8));
        return visit.show("inbox-mail", values);
    }

    private Reply html(Visit visit) throws InterruptedException {
        String html = read(get(visit)).html();
        if (html == null) {
            throw Problem.of(ErrorCode.NOT_FOUND, "The mail has no HTML.");
        }
        return MailFrame.html(html);
    }

    private Reply file(Visit visit) throws InterruptedException {
        JsonNode mail = get(visit);
        return MailFrame.file(
                "message/rfc822",
                mail.path("message_id").asText() + ".eml",
                mail.path("source").asText().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode get(Visit visit) throws InterruptedException {
        return visit.api("GET", "/v1/sandbox/messages/{id}")
                .path("id", visit.call().path("id"))
                .json();
    }

    private static ReadMail read(JsonNode mail) {
        return MimeReader.read(mail.path("source").asText().getBytes(StandardCharsets.UTF_8));
    }

    /** What was simulated; empty = nothing that the return path tells. */
    private static String outcome(JsonNode mail) {
        Matcher label = OUTCOME.matcher(mail.path("return_path").asText());
        return label.matches() ? label.group(1) : "";
    }
}
