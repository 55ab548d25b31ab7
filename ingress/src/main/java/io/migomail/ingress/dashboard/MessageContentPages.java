package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a message said, as far as it is kept: as its readers see it, as text, its header, its source and its signatures. */
final class MessageContentPages implements Section {
    private static final Set<ErrorCode> NOT_KEPT =
            Set.of(ErrorCode.CONTENT_NOT_KEPT, ErrorCode.CONTENT_EXPIRED, ErrorCode.RECIPIENT_ERASED);

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/messages/{id}/content", this::content),
                Page.get("/messages/{id}/content/html", this::html),
                Page.get("/messages/{id}/content/mail", this::file));
    }

    private Reply content(Visit visit) throws InterruptedException {
        JsonNode story = MessagePages.story(visit);
        Map<String, Object> values = MessagePages.head(story, "content");
        values.put("recipient", recipient(visit) == null ? "" : recipient(visit));
        try {
            JsonNode content = MessagePages.api(visit, "GET", "/content").json();
            words(values, content, visit.call().query("view"));
            mail(visit, values);
        } catch (Problem problem) {
            values.put("missing", notKept(problem));
        }
        return visit.show("message-content", values);
    }

    private static void words(Map<String, Object> values, JsonNode content, @Nullable String asked) {
        ReadMail raw = raw(content);
        String html = raw == null ? text(content, "html") : raw.html();
        String text = raw == null ? text(content, "text") : raw.text();
        values.put("content", Json.plain(content));
        values.put("html", html != null);
        values.put("text", text == null ? "" : text);
        values.put("view", MailView.of(asked, html == null && text != null ? "text" : "html"));
    }

    /** The mail of one recipient with its signatures, and what these are worth. */
    private static void mail(Visit visit, Map<String, Object> values) throws InterruptedException {
        byte[] octets;
        try {
            octets = octets(visit);
        } catch (Problem problem) {
            values.put("no_mail", notKept(problem));
            return;
        }
        DkimCheck.Result dkim = dkim(visit, octets, values);
        byte[] shown = dkim.mail() == null ? octets : dkim.mail();
        values.put("dkim", Map.of("why", dkim.why(), "verdicts", dkim.verdicts()));
        values.put("signed", dkim.mail() != null);
        MailView.source(values, shown);
    }

    private static DkimCheck.Result dkim(Visit visit, byte[] octets, Map<String, Object> values)
            throws InterruptedException {
        if (values.get("content") instanceof Map<?, ?> content && "redacted".equals(content.get("form"))) {
            return DkimCheck.Result.unknown(
                    "Only a redacted form of it is kept, so its signatures cannot be verified.");
        }
        try {
            return new DkimCheck(visit).check(octets, MailProof.of(MailProof.of(visit), recipient(visit)));
        } catch (Problem problem) {
            return DkimCheck.Result.unknown(problem.detail());
        }
    }

    private static byte[] octets(Visit visit) throws InterruptedException {
        Reply.Document document = MessagePages.api(visit, "GET", "/content")
                .query("format", "mime")
                .query("recipient", recipient(visit))
                .reply()
                .document();
        if (document == null) {
            throw new IllegalStateException("the mail of a message is a document");
        }
        return document.octets();
    }

    private Reply html(Visit visit) throws InterruptedException {
        JsonNode content = MessagePages.api(visit, "GET", "/content").json();
        ReadMail raw = raw(content);
        String html = raw == null ? text(content, "html") : raw.html();
        if (html == null) {
            throw Problem.of(ErrorCode.NOT_FOUND, "The message has no HTML.");
        }
        return MailFrame.html(html);
    }

    private Reply file(Visit visit) throws InterruptedException {
        byte[] octets = octets(visit);
        String id = MessagePages.story(visit).path("message_id").asText();
        JsonNode content = MessagePages.api(visit, "GET", "/content").json();
        DkimCheck.Result dkim = dkim(
                visit,
                octets,
                Map.of("content", Map.of("form", content.path("form").asText())));
        return MailFrame.file("message/rfc822", id + ".eml", dkim.mail() == null ? octets : dkim.mail());
    }

    private static @Nullable ReadMail raw(JsonNode content) {
        String source = text(content, "source");
        return source == null ? null : MimeReader.read(source.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(JsonNode content, String name) {
        return content.path(name).isTextual() ? content.path(name).asText() : null;
    }

    private static @Nullable String recipient(Visit visit) {
        String recipient = visit.call().query("recipient");
        return recipient == null || recipient.isBlank() ? null : recipient;
    }

    private static String notKept(Problem problem) {
        if (!NOT_KEPT.contains(problem.code())) {
            throw problem;
        }
        return problem.detail();
    }
}
