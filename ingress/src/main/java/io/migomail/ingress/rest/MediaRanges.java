package io.migomail.ingress.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an {@code Accept} field asks for (RFC 9110 12.5.1), as far as JSON and CSV go. Stateless. */
final class MediaRanges {
    private MediaRanges() {}

    /** Whether CSV is named and JSON is not wanted more; of what is wanted alike the first. */
    static boolean prefersCsv(@Nullable String accept) {
        double csv = 0;
        double json = 0;
        boolean csvFirst = false;
        for (String range :
                (accept == null ? "" : accept).toLowerCase(Locale.ROOT).split(",", -1)) {
            String type = range.split(";", 2)[0].strip();
            double quality = quality(range);
            if (type.equals("text/csv") && quality > csv) {
                csv = quality;
                csvFirst = json == 0;
            } else if ((type.equals("application/json") || type.equals("application/*")) && quality > json) {
                json = quality;
            }
        }
        return csv > json || csv > 0 && csv == json && csvFirst;
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
