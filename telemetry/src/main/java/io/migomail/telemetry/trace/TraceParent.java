package io.migomail.telemetry.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as W3C Trace Context has it in the field {@code traceparent}.
 *
 * @param sampled whether its sender keeps the trace
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** Null where the text is none: of another form, of the forbidden version, or with an id of nothing but zeros. */
    public static @Nullable TraceParent parse(@Nullable String text) {
        Matcher found = FORM.matcher(text == null ? "" : text);
        if (!found.matches()
                || found.group(1).equals("ff")
                || found.group(2).equals(NO_TRACE)
                || found.group(3).equals(NO_SPAN)) {
            return null;
        }
        return new TraceParent(found.group(2), found.group(3), (Integer.parseInt(found.group(4), 16) & 1) == 1);
    }

    /** Whether the text is one. */
    public static boolean is(@Nullable String text) {
        return parse(text) != null;
    }

    /** As it is sent. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
