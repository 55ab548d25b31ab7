package io.migomail.templates.text;

import io.migomail.core.TrackingLink;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * HTML with its links led over others, and an invisible image: by one scan, everything else character for character as it
 * was. Changed are {@code href}s of {@code a} that {@link TrackingLink#isTarget} takes; what stands in comments, as those for
 * Outlook do, stays. {@code data-migo-track="off"} leaves a link as it is; the attribute itself goes.
 */
public final class TrackedHtml {
    private static final String OFF = "off";

    private final String html;
    private final HtmlScanner scanner;
    private final StringBuilder out;
    private int copied;

    private TrackedHtml(String html) {
        this.html = html;
        this.scanner = new HtmlScanner(html);
        this.out = new StringBuilder(html.length() + html.length() / 4 + 256);
    }

    /**
     * The HTML so changed.
     *
     * @param links from a target to what leads there, of characters that need no escape in a value without quotes; null =
     *     links stay
     * @param image the URL of the image, of the same characters; null = none
     */
    public static String of(String html, @Nullable UnaryOperator<String> links, @Nullable String image) {
        return new TrackedHtml(html).run(links, image);
    }

    private String run(@Nullable UnaryOperator<String> links, @Nullable String image) {
        int foreign = html.indexOf("<![CDATA[");
        int limit = foreign < 0 ? html.length() : foreign;
        int last = 0; // behind the last token: the image stands there, unless the body ends before
        int bodyEnd = -1;
        for (HtmlScanner.Token token = scanner.next();
                token != HtmlScanner.Token.END && scanner.begin() < limit && !isPlain(token);
                token = scanner.next()) {
            HtmlTag.Kind kind = scanner.tag().kind();
            if (token == HtmlScanner.Token.OPEN && kind == HtmlTag.Kind.A && links != null) {
                link(links);
            }
            if (token == HtmlScanner.Token.CLOSE && closesBody(kind, bodyEnd)) {
                bodyEnd = scanner.begin();
            }
            boolean raw = token == HtmlScanner.Token.OPEN && scanner.tag().raw();
            last = raw ? last : token == HtmlScanner.Token.TEXT ? scanner.to() : scanner.end();
        }
        int place = Math.max(bodyEnd < 0 ? last : bodyEnd, copied);
        out.append(html, copied, place);
        if (image != null) {
            out.append("<img src=\"").append(image);
            out.append("\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0;height:1px;width:1px\">");
        }
        return out.append(html, place, html.length()).toString();
    }

    /** The last end of the body; that of the document only where there is none. */
    private boolean closesBody(HtmlTag.Kind kind, int bodyEnd) {
        return kind == HtmlTag.Kind.BODY || kind == HtmlTag.Kind.HTML && bodyEnd < 0;
    }

    /** Elements of old whose content is text, and which the scanner does not know as such. */
    private boolean isPlain(HtmlScanner.Token token) {
        String name = token == HtmlScanner.Token.OPEN ? scanner.tag().name() : "";
        return name.equals("xmp") || name.equals("plaintext");
    }

    private void link(UnaryOperator<String> links) {
        int mark = scanner.nameFrom(HtmlScanner.Attribute.TRACK);
        boolean off = mark >= 0
                && html.substring(
                                scanner.valueFrom(HtmlScanner.Attribute.TRACK),
                                scanner.valueTo(HtmlScanner.Attribute.TRACK))
                        .strip()
                        .equalsIgnoreCase(OFF);
        int href = scanner.valueFrom(HtmlScanner.Attribute.HREF);
        if (mark >= 0 && (href < 0 || mark < href)) {
            removeMark();
        }
        if (href >= 0 && !off) {
            String url = target(html.substring(href, scanner.valueTo(HtmlScanner.Attribute.HREF)));
            if (url != null) {
                out.append(html, copied, href).append(links.apply(url));
                copied = scanner.valueTo(HtmlScanner.Attribute.HREF);
            }
        }
        if (mark >= 0 && href >= 0 && mark > href) {
            removeMark();
        }
    }

    /** The attribute, and a blank before it where another, or the end of the tag, keeps its neighbours apart. */
    private void removeMark() {
        int from = scanner.nameFrom(HtmlScanner.Attribute.TRACK);
        int value = scanner.valueFrom(HtmlScanner.Attribute.TRACK);
        int to = scanner.valueTo(HtmlScanner.Attribute.TRACK);
        char quote = html.charAt(value - 1);
        boolean quoted = to < html.length() && (quote == '"' || quote == '\'') && html.charAt(to) == quote;
        int end = quoted ? to + 1 : to;
        boolean apart = HtmlScanner.isSpace(html.charAt(end)) || html.charAt(end) == '>';
        int begin = apart && HtmlScanner.isSpace(html.charAt(from - 1)) ? from - 1 : from;
        out.append(html, copied, begin);
        copied = end;
    }

    /** The URL of a value as browsers read it; null where it is none to be followed, or may be read in another way. */
    private static @Nullable String target(String value) {
        String url = value.indexOf('&') < 0 ? value : unescaped(value);
        String stripped = url == null ? "" : url.strip();
        return TrackingLink.isTarget(stripped) ? stripped : null;
    }

    /**
     * With its ampersands resolved; null where there are other references. An ampersand that begins a name before "=" is
     * one by itself, whatever the name (WHATWG HTML 13.2.5.73).
     */
    private static @Nullable String unescaped(String value) {
        StringBuilder url = new StringBuilder(value.length());
        int at = 0;
        for (int and = value.indexOf('&'); and >= 0; and = value.indexOf('&', at)) {
            url.append(value, at, and).append('&');
            at = and + 1;
            if (value.startsWith("amp;", at) || value.startsWith("#38;", at)) {
                at += 4;
            } else if (value.startsWith("#x26;", at)) {
                at += 5;
            } else if (!namesParameter(value, at)) {
                return null;
            }
        }
        return url.append(value, at, value.length()).toString();
    }

    private static boolean namesParameter(String value, int from) {
        int at = from;
        while (at < value.length() && Character.isLetterOrDigit(value.charAt(at)) && value.charAt(at) < 128) {
            at++;
        }
        return at > from
                && at < value.length()
                && (value.charAt(at) == '=' || value.charAt(at) == '_' || value.charAt(at) == '-');
    }
}
