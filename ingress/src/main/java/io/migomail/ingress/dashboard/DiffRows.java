package io.migomail.ingress.dashboard;

import io.migomail.ingress.dashboard.TextDiff.Change;
import io.migomail.ingress.dashboard.TextDiff.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two texts beside each other, line by line, as a page shows them: what is the same is left out but for a few lines around what
 * changed, and in a line that changed its words are compared. One use.
 */
final class DiffRows {
    private static final Pattern WORDS = Pattern.compile("\\w+|\\s+|[^\\w\\s]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int LINE_CHANGES = 2_000;
    private static final int WORD_CHANGES = 200;
    private static final int WORD_CHARS = 4_000;
    private static final int AROUND = 3;
    /** More rows are not shown. */
    static final int ROWS = 1_500;

    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<String> same = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private int left;
    private int right;

    private DiffRows() {}

    /**
     * The rows: {@code left, right} with {@code number} and {@code words} (each {@code text, changed}), or {@code skipped}, a
     * number of lines; none where the texts are the same. At most {@link #ROWS}, and one more where there would be more.
     */
    static List<Map<String, Object>> of(String from, String to) {
        if (from.equals(to)) {
            return List.of();
        }
        DiffRows rows = new DiffRows();
        for (Change change : TextDiff.of(lines(from), lines(to), LINE_CHANGES)) {
            if (change.kind() == Kind.SAME) {
                rows.endChange();
                rows.same.add(change.text());
            } else {
                rows.endSame(false);
                (change.kind() == Kind.REMOVED ? rows.removed : rows.added).add(change.text());
            }
        }
        rows.endChange();
        rows.endSame(true);
        return rows.rows.size() > ROWS ? rows.rows.subList(0, ROWS + 1) : rows.rows;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\R", -1));
    }

    private void endSame(boolean last) {
        int head = left == 0 ? 0 : Math.min(AROUND, same.size());
        int tail = last ? 0 : Math.min(AROUND, same.size() - head);
        int skipped = same.size() - head - tail;
        same.subList(0, head).forEach(this::both);
        if (skipped > 0) {
            rows.add(Map.of("skipped", skipped));
            left += skipped;
            right += skipped;
        }
        same.subList(same.size() - tail, same.size()).forEach(this::both);
        same.clear();
    }

    private void both(String text) {
        List<Map<String, Object>> words = List.of(word(text, false));
        rows.add(Map.of("left", side(++left, words), "right", side(++right, words), "changed", false));
    }

    private void endChange() {
        for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
            if (i >= added.size()) {
                rows.add(Map.of("left", whole(++left, removed.get(i)), "changed", true));
            } else if (i >= removed.size()) {
                rows.add(Map.of("right", whole(++right, added.get(i)), "changed", true));
            } else {
                pair(removed.get(i), added.get(i));
            }
        }
        removed.clear();
        added.clear();
    }

    private void pair(String was, String is) {
        if (was.length() + is.length() > WORD_CHARS) {
            rows.add(Map.of("left", whole(++left, was), "right", whole(++right, is), "changed", true));
            return;
        }
        List<Change> changes = TextDiff.of(words(was), words(is), WORD_CHANGES);
        rows.add(Map.of(
                "left", side(++left, joined(changes, Kind.REMOVED)),
                "right", side(++right, joined(changes, Kind.ADDED)),
                "changed", true));
    }

    private static List<String> words(String line) {
        List<String> out = new ArrayList<>();
        Matcher words = WORDS.matcher(line);
        while (words.find()) {
            out.add(words.group());
        }
        return out;
    }

    private static List<Map<String, Object>> joined(List<Change> changes, Kind own) {
        List<Map<String, Object>> out = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean changed = false;
        for (Change change : changes) {
            if (change.kind() != Kind.SAME && change.kind() != own) {
                continue;
            }
            boolean isOwn = change.kind() == own;
            if (isOwn != changed && !run.isEmpty()) {
                out.add(word(run.toString(), changed));
                run.setLength(0);
            }
            changed = isOwn;
            run.append(change.text());
        }
        out.add(word(run.toString(), changed));
        return out;
    }

    private static Map<String, Object> whole(int number, String text) {
        return side(number, List.of(word(text, true)));
    }

    private static Map<String, Object> side(int number, List<Map<String, Object>> words) {
        return Map.of("number", number, "words", words);
    }

    private static Map<String, Object> word(String text, boolean changed) {
        return Map.of("text", text, "changed", changed);
    }
}
