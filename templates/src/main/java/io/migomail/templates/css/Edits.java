package io.migomail.templates.css;

import java.util.Map;
import java.util.TreeMap;

/** Replacements of stretches of a text, applied at once. One thread. */
final class Edits {
    private record Edit(int end, String replacement) {}

    private final TreeMap<Integer, Edit> edits = new TreeMap<>();

    /** Replaces [start, end); stretches must not overlap, the first edit at a place counts. */
    void replace(int start, int end, String replacement) {
        edits.putIfAbsent(start, new Edit(end, replacement));
    }

    String apply(String source) {
        StringBuilder out = new StringBuilder(source.length() + 1024);
        int at = 0;
        for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
            if (edit.getKey() >= at) {
                out.append(source, at, edit.getKey()).append(edit.getValue().replacement());
                at = edit.getValue().end();
            }
        }
        return out.append(source, at, source.length()).toString();
    }
}
