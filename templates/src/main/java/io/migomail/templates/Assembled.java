package io.migomail.templates;

import io.migomail.templates.TemplateProblem.Fault;
import java.util.ArrayList;
import java.util.List;

/** One part's text, put together of its own and its pieces' texts; tells where each character comes from. One thread. */
final class Assembled {
    /** From this place on the text is that of a source, from an offset in it on. */
    private record Segment(int start, String alias, String source, int offset) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();

    /** Appends [from, to) of a source; the alias is empty for the source that is compiled itself. */
    void append(String alias, String source, int from, int to) {
        segments.add(new Segment(text.length(), alias, source, from));
        text.append(source, from, to);
    }

    int length() {
        return text.length();
    }

    String text() {
        return text.toString();
    }

    /** The fault, with its place in the source that its author wrote. */
    Fault located(Fault fault) {
        if (segments.size() < 2 || fault.line() == 0) {
            return fault;
        }
        int offset = offset(fault.line(), fault.column());
        Segment segment = segments.get(0);
        for (Segment next : segments) {
            segment = next.start() <= offset ? next : segment;
        }
        int at = Math.min(
                segment.offset() + offset - segment.start(), segment.source().length());
        String before = segment.source().substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        String where = segment.alias().isEmpty() ? "" : "in " + segment.alias() + ": ";
        return new Fault(fault.part(), line, at - before.lastIndexOf('\n'), fault.code(), where + fault.message());
    }

    private int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf("\n", start);
            start = end < 0 ? text.length() : end + 1;
        }
        return Math.min(start + column - 1, text.length());
    }
}
