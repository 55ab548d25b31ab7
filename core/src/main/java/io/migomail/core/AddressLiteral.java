package io.migomail.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Address literals: {@code [192.0.2.1]} and {@code [IPv6:2001:db8::1]} (RFC 5321 4.1.3); no other tags. */
final class AddressLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final String TAG = "IPv6:";
    private static final int GROUPS = 8;

    private AddressLiteral() {}

    /** The literal with tag and digits in one spelling. */
    static String canonical(String text) {
        if (text.length() < 2 || text.indexOf(']') != text.length() - 1) {
            throw new IllegalArgumentException("the address literal is not closed by ] at its end");
        }
        String inner = text.substring(1, text.length() - 1);
        if (IPV4.matcher(inner).matches()) {
            return text;
        }
        if (inner.regionMatches(true, 0, TAG, 0, TAG.length()) && isIpv6(inner.substring(TAG.length()))) {
            return "[" + TAG + inner.substring(TAG.length()).toLowerCase(Locale.ROOT) + "]";
        }
        throw new IllegalArgumentException("the address literal is neither IPv4 nor IPv6:");
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int left = before.isEmpty() ? 0 : groups(before, false);
        int right = after.isEmpty() ? 0 : groups(after, true);
        // "::" stands for two groups or more (RFC 5321's grammar; one is the deprecated form).
        return left >= 0 && right >= 0 && left + right <= GROUPS - 2;
    }

    /** Number of 16-bit groups, or -1 where one is malformed. */
    private static int groups(String text, boolean mayEndInIpv4) {
        List<String> parts = new ArrayList<>(List.of(text.split(":", -1)));
        int count = 0;
        String last = parts.get(parts.size() - 1);
        if (mayEndInIpv4 && IPV4.matcher(last).matches()) {
            parts.remove(parts.size() - 1);
            count = 2;
        }
        boolean hex = parts.stream().allMatch(part -> GROUP.matcher(part).matches());
        return hex ? count + parts.size() : -1;
    }
}
