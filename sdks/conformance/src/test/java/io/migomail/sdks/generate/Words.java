package io.migomail.sdks.generate;

import java.util.Locale;

/** Names in the manner of each language, and prose in lines. */
final class Words {
    private static final int WIDTH = 110;

    private Words() {}

    /** {@code list_versions} as {@code ListVersions}. */
    static String pascal(String snake) {
        StringBuilder out = new StringBuilder();
        for (String word : snake.split("_")) {
            out.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return out.toString();
    }

    /** {@code list_versions} as {@code listVersions}. */
    static String camel(String snake) {
        String pascal = pascal(snake);
        return pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    }

    /** What one element of a list is called. */
    static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - "ies".length()) + "y";
        }
        return word.endsWith("ss") || !word.endsWith("s") ? word : word.substring(0, word.length() - 1);
    }

    /** One sentence, with its scope. */
    static String sentence(Operation op) {
        String summary = op.summary().endsWith(".") ? op.summary() : op.summary() + ".";
        return summary + (op.scope().isEmpty() ? "" : " Scope: " + op.scope() + ".");
    }

    /** Prose in lines that begin with this. */
    static String lines(String begin, String prose) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(begin);
        for (String word : prose.strip().split("\\s+")) {
            if (line.length() + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(begin);
            }
            line.append(word).append(' ');
        }
        return out.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
