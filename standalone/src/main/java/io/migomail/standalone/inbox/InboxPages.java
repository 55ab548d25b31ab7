package io.migomail.standalone.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The pages that show what arrived, as values: nothing here knows a web server. Mail is hostile: every text is escaped,
 * its HTML is shown only inside a sandboxed frame under a policy without scripts.
 */
public final class InboxPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";
    private static final String MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    private static final int SHOWN = 100;

    /** A reply; {@code policy} is its Content-Security-Policy. */
    public record Page(int status, String contentType, String policy, byte[] body) {
        /** The headers besides its type: the policy, and that a browser must not guess another type. */
        public Map<String, String> headers() {
            return Map.of("Content-Security-Policy", policy, "X-Content-Type-Options", "nosniff");
        }

        private static Page of(int status, String contentType, String text) {
            return new Page(status, contentType, POLICY, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final InboxStore store;

    /** Pages over that store. */
    public InboxPages(InboxStore store) {
        this.store = store;
    }

    /** The list of mails, newest first. */
    public Page list() {
        StringBuilder rows = new StringBuilder();
        List<Captured> mails = store.newest(0, SHOWN);
        for (Captured mail : mails) {
            rows.append("<tr><td>")
                    .append(escape(Instant.ofEpochMilli(mail.at()).toString()));
            rows.append("</td><td><a href=\"/inbox/").append(mail.number()).append("\">");
            rows.append(escape(mail.subject().isEmpty() ? "(no subject)" : mail.subject()))
                    .append("</a></td><td>");
            rows.append(escape(String.join(", ", mail.recipients()))).append("</td><td class=\"wide\">");
            rows.append(escape(mail.from()))
                    .append("</td>")
                    .append(verdict(mail))
                    .append("</tr>\n");
        }
        String body =
                "<h1>What arrived</h1><p class=\"note\">The built-in MX of this local run. Mail shown here never left the machine. "
                        + store.count()
                        + " so far.</p><table><thead><tr><th>Time</th><th>Subject</th><th>To</th><th class=\"wide\">From</th><th>Signature</th></tr></thead>"
                        + "<tbody id=\"mails\" data-last=\""
                        + (mails.isEmpty() ? 0 : mails.get(0).number())
                        + "\">"
                        + rows
                        + "</tbody></table><p id=\"empty\" class=\"note\""
                        + (mails.isEmpty() ? "" : " hidden")
                        + ">Nothing yet. New mail appears here by itself.</p><script src=\"/inbox/inbox.js\"></script>";
        return Page.of(200, "text/html; charset=utf-8", document("Inbox", body));
    }

    /** The list as JSON: {@code data}, newest first, numbered above {@code after}; {@code to} filters by recipient. */
    public Page messages(Map<String, String> query) {
        long after = number(query.getOrDefault("after", "0"));
        String to = query.getOrDefault("to", "");
        List<Captured> found = store.newest(after, Integer.MAX_VALUE).stream()
                .filter(c -> to.isEmpty() || c.recipients().contains(to))
                .limit(Math.max(1, Math.min(1000, number(query.getOrDefault("limit", "100")))))
                .toList();
        try {
            String json = JSON.writeValueAsString(Map.of("data", found, "count", store.count()));
            return Page.of(200, "application/json", json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("flat records are always JSON", e);
        }
    }

    /** One mail: its envelope, verdicts, and views. */
    public Page mail(String number) throws IOException {
        Captured mail = store.get(number(number));
        if (mail == null) {
            return missing();
        }
        ReadMail parsed = MimeReader.read(store.source(mail));
        String n = "/inbox/" + mail.number();
        String table = row("From", mail.from())
                + row("To", String.join(", ", mail.recipients()))
                + row("Return path", mail.sender())
                + row("Message-ID", mail.messageId())
                + row(
                        "Arrived",
                        Instant.ofEpochMilli(mail.at()) + " from " + mail.sourceIp()
                                + (mail.tls().isEmpty() ? ", in clear" : ", " + mail.tls()))
                + row("DKIM", mail.dkim().isEmpty() ? "unsigned" : String.join("; ", mail.dkim()))
                + row("Size", mail.size() + " bytes");
        String body = "<nav><a href=\"/inbox\">← Inbox</a><a href=\"" + n + "/source\">Source</a></nav><h1>"
                + escape(mail.subject()) + "</h1><table>" + table + "</table>"
                + (parsed.html() == null
                        ? ""
                        : "<h1>HTML</h1><iframe sandbox title=\"HTML part\" src=\"" + n + "/html\"></iframe>")
                + "<h1>Text</h1><pre>" + escape(parsed.text() == null ? "" : parsed.text()) + "</pre>";
        return Page.of(200, "text/html; charset=utf-8", document(mail.subject(), body));
    }

    /** The HTML part alone, for the frame. */
    public Page html(String number) throws IOException {
        Captured mail = store.get(number(number));
        if (mail == null) {
            return missing();
        }
        String html = MimeReader.read(store.source(mail)).html();
        return html == null
                ? missing()
                : new Page(200, "text/html; charset=utf-8", MAIL_POLICY, html.getBytes(StandardCharsets.UTF_8));
    }

    /** The source as received. */
    public Page source(String number) throws IOException {
        Captured mail = store.get(number(number));
        return mail == null ? missing() : new Page(200, "text/plain; charset=utf-8", POLICY, store.source(mail));
    }

    /** A file of these pages: {@code inbox.css} or {@code inbox.js}. */
    public Page file(String name) throws IOException {
        String type = name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        try (InputStream in = InboxPages.class.getResourceAsStream("/io/migomail/standalone/inbox/" + name)) {
            return in == null ? missing() : new Page(200, type, POLICY, in.readAllBytes());
        }
    }

    private static Page missing() {
        return Page.of(
                404,
                "text/html; charset=utf-8",
                document("Not found", "<nav><a href=\"/inbox\">← Inbox</a></nav><h1>No such mail</h1>"));
    }

    private static String document(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
                + escape(title) + " · Migomail</title><link rel=\"stylesheet\" href=\"/inbox/inbox.css\"></head><body>"
                + body + "</body></html>";
    }

    private static String verdict(Captured mail) {
        boolean good = !mail.dkim().isEmpty() && mail.dkim().stream().allMatch(v -> v.startsWith("pass "));
        String word = mail.dkim().isEmpty() ? "unsigned" : good ? "DKIM pass" : "DKIM fail";
        return "<td class=\"" + (good ? "pass" : "fail") + "\">" + word + "</td>";
    }

    private static String row(String name, String value) {
        return "<tr><th>" + name + "</th><td>" + escape(value) + "</td></tr>";
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
