package io.migomail.ingress.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the beginning of a template out of an HTML file that was written elsewhere. Stateless. */
final class HtmlImport {
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>([^<]*)</title", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private HtmlImport() {}

    /** Its HTML, and its title as the subject. */
    static TemplateForm of(String html) {
        Matcher title = TITLE.matcher(html);
        String subject = title.find() ? unescaped(title.group(1)) : "";
        return TemplateForm.blank("template").with("html", html).with("subject", subject);
    }

    /** The syntaxes it may be in, the likeliest first; {@code html} takes anything. */
    static List<String> syntaxes(String html) {
        List<String> out = new ArrayList<>();
        if (html.contains("{{")) {
            out.add("mustache");
        }
        out.add("freemarker");
        out.add("html");
        return out;
    }

    private static String unescaped(String text) {
        return text.strip()
                .replaceAll("\\s+", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
