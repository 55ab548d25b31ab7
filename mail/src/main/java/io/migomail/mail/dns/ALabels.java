package io.migomail.mail.dns;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Domain names in ASCII. The JDK speaks IDNA 2003, which maps four characters to others that IDNA 2008 keeps: mail for
 * {@code straße.example} would go to {@code strasse.example}, another owner's domain. Labels with those are encoded
 * unmapped (RFC 5891 4.4). Stateless.
 */
public final class ALabels {
    private static final Pattern DEVIATION = Pattern.compile("[\\x{df}\\x{3c2}\\x{200c}\\x{200d}]");
    private static final Pattern DOTS = Pattern.compile("[.\\u3002\\uff0e\\uff61]");

    private ALabels() {}

    /** The name in lower case with A-labels; empty where that is impossible. A name in ASCII is not checked further. */
    public static Optional<String> of(String domain) {
        List<String> labels = new ArrayList<>();
        try {
            for (String label : DOTS.split(domain, -1)) {
                labels.add(label(label));
            }
            return Optional.of(String.join(".", labels));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String label(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c < 128)) {
            return lower;
        }
        if (DEVIATION.matcher(lower).find()) {
            return "xn--" + punycode(Normalizer.normalize(lower, Normalizer.Form.NFC));
        }
        return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    /** RFC 3492 6.3. */
    private static String punycode(String label) {
        int[] points = label.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int point : points) {
            if (point < 128) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int handled = basic;
        int delta = 0;
        int bias = 72;
        int n = 128;
        while (handled < points.length) {
            int next = Integer.MAX_VALUE;
            for (int point : points) {
                next = point >= n ? Math.min(next, point) : next;
            }
            delta += (next - n) * (handled + 1);
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    digits(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    private static void digits(StringBuilder out, int delta, int bias) {
        int q = delta;
        for (int k = 36; ; k += 36) {
            int t = Math.min(26, Math.max(1, k - bias));
            if (q < t) {
                out.append(digit(q));
                return;
            }
            out.append(digit(t + (q - t) % (36 - t)));
            q = (q - t) / (36 - t);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapt(int delta, int points, boolean first) {
        int left = first ? delta / 700 : delta / 2;
        left += left / points;
        int k = 0;
        for (; left > 455; k += 36) {
            left /= 35;
        }
        return k + 36 * left / (left + 38);
    }
}
