package io.migomail.ingress.dashboard;

import io.migomail.mail.mime.MimeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways in which a page shows a mail: its HTML, its text, its header, its source. Stateless. */
final class MailView {
    private static final List<String> VIEWS = List.of("html", "text", "headers", "source");
    /** Of a source so much is shown; all of it can be taken along. */
    private static final int SHOWN = 128 * 1024;

    private MailView() {}

    /** The way that is asked for, else the usual one. */
    static String of(@Nullable String asked, String usual) {
        return asked != null && VIEWS.contains(asked) ? asked : usual;
    }

    /** Puts the header and the source of a mail. */
    static void source(Map<String, Object> values, byte[] mail) {
        values.put(
                "headers",
                MimeReader.read(mail).headers().stream()
                        .map(each -> Map.of("name", each.name(), "value", each.value()))
                        .toList());
        values.put("source", new String(mail, 0, Math.min(mail.length, SHOWN), StandardCharsets.UTF_8));
        values.put("size", mail.length);
        values.put("cut", mail.length > SHOWN);
    }
}
