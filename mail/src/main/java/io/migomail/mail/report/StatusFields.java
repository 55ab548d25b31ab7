package io.migomail.mail.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a machine-readable report (RFC 3464 2.1, RFC 5965 3), however badly they are written: a group ends where
 * one of its fields stands again, for empty lines are left out by some and put in by others. Names in lower case.
 */
final class StatusFields {
    private static final Pattern FIELD = Pattern.compile("[> ]*([A-Za-z][A-Za-z-]{1,40})[ \\t]*:[ \\t]*(.*)");
    private static final Pattern TYPE = Pattern.compile("^[\\w.-]{1,40} *; *");
    private static final int GROUPS = 100;
    private static final int VALUE_CHARS = 4096;

    private StatusFields() {}

    /** At least one, the first of which may be about the message as a whole. */
    static List<Map<String, String>> groups(String text) {
        List<Map<String, String>> groups = new ArrayList<>();
        Map<String, String> group = new HashMap<>();
        groups.add(group);
        String last = "";
        for (String line : text.split("\r?\n|\r")) {
            Matcher field = FIELD.matcher(line);
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !last.isEmpty()) {
                group.computeIfPresent(last, (name, value) -> cut(value + " " + line.strip()));
            } else if (field.matches()) {
                last = field.group(1).toLowerCase(Locale.ROOT);
                if (group.containsKey(last) && groups.size() < GROUPS) {
                    group = new HashMap<>();
                    groups.add(group);
                }
                group.putIfAbsent(last, cut(field.group(2).strip()));
            } else {
                last = "";
            }
        }
        return groups;
    }

    /** What a value says behind its type, as in {@code dns; mx.example.com}. */
    static String untyped(String value) {
        return TYPE.matcher(value).replaceFirst("");
    }

    private static String cut(String value) {
        return value.substring(0, Math.min(value.length(), VALUE_CHARS));
    }
}
