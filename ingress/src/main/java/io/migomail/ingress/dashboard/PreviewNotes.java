package io.migomail.ingress.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What mail clients would make of a rendered mail, in sentences for its author. Stateless. */
final class PreviewNotes {
    /** Gmail shows that much of a mail and hides the rest behind a link. */
    private static final int GMAIL_CLIPS_BYTES = 102 * 1024;
    /** Gmail drops a style element that is longer. */
    private static final int GMAIL_STYLE_CHARS = 8 * 1024;

    private static final int SUBJECT_CHARS = 78;
    private static final Pattern IMAGE = Pattern.compile("<img\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALT = Pattern.compile("\\salt\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLE =
            Pattern.compile("<style\\b[^>]*>(.*?)</style", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ACTIVE =
            Pattern.compile("<(script|form|iframe|object|embed|video)\\b", Pattern.CASE_INSENSITIVE);

    private PreviewNotes() {}

    /** Bytes of a text in UTF-8. */
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static List<String> of(String subject, String html) {
        List<String> out = new ArrayList<>();
        if (subject.length() > SUBJECT_CHARS) {
            out.add("The subject has " + subject.length() + " characters; phones show about 40.");
        }
        if (bytes(html) > GMAIL_CLIPS_BYTES) {
            out.add("Gmail hides what comes after the first 102 KB of the HTML.");
        }
        Matcher styles = STYLE.matcher(html);
        while (styles.find()) {
            if (styles.group(1).length() > GMAIL_STYLE_CHARS) {
                out.add("Gmail drops a style element of more than 8 KB.");
                break;
            }
        }
        long bare = IMAGE.matcher(html)
                .results()
                .filter(image -> !ALT.matcher(image.group()).find())
                .count();
        if (bare > 0) {
            out.add((bare == 1 ? "An image has" : bare + " images have")
                    + " no alt text: that is what readers see while images are off.");
        }
        Matcher active = ACTIVE.matcher(html);
        if (active.find()) {
            out.add("Mail clients drop " + active.group(1) + " elements.");
        }
        return out;
    }
}
