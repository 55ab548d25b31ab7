package io.migomail.ingress.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an {@code Accept} field asks for (RFC 9110 12.5.1), as far as JSON and one other form go. Stateless. */
final class MediaRanges {
    private MediaRanges() {}

    /** Whether the other media type is named and JSON is not wanted more; of what is wanted alike the first. */
    static boolean prefers(String otherType, @Nullable String accept) {
        double other = 0;
        double json = 0;
        boolean otherFirst = false;
        for (String range :
                (accept == null ? "" : accept).toLowerCase(Locale.ROOT).split(",", -1)) {
            String type = range.split(";", 2)[0].strip();
            double quality = quality(range);
            if (type.equals(otherType) && quality > other) {
                other = quality;
                otherFirst = json == 0;
            } else if ((type.equals("application/json") || type.equals("application/*")) && quality > json) {
                json = quality;
            }
        }
        return other > json || other > 0 && other == json && otherFirst;
    }

    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String text = parameter.strip();
            if (text.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(text.substring(2));
            }
        }
        return 1;
    }
}
