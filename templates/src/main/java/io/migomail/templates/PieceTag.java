package io.migomail.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a source where a piece goes; [start, end) is the tag.
 *
 * @param alias of the partial; empty = the content of a layout
 */
record PieceTag(int start, int end, String alias) {
    private static final Pattern FREEMARKER = Pattern.compile(
            "\\[#--.*?(?:--\\]|\\z)|\\[#noparse\\].*?(?:\\[/#noparse\\]|\\z)"
                    + "|\\[#include\\s+([\"'])(?<alias>[^\"'\\]\\s]{1,128})\\1\\s*/?\\]|(?<content>\\[#nested\\s*/?\\])",
            Pattern.DOTALL);
    private static final Pattern MUSTACHE = Pattern.compile(
            "\\{\\{~?!--.*?(?:--~?\\}\\}|\\z)|\\{\\{~?!.*?(?:\\}\\}|\\z)"
                    + "|\\{\\{~?>\\s*(?<alias>[^\\s}~]{1,128})\\s*~?\\}\\}|(?<content>\\{\\{\\{\\s*@content\\s*\\}\\}\\})",
            Pattern.DOTALL);

    boolean isContent() {
        return alias.isEmpty();
    }

    /** All of a source, in order; what stands in comments is none. */
    static List<PieceTag> scan(Syntax syntax, String source) {
        List<PieceTag> tags = new ArrayList<>();
        if (syntax == Syntax.HTML) {
            return tags;
        }
        Matcher matcher = (syntax == Syntax.MUSTACHE ? MUSTACHE : FREEMARKER).matcher(source);
        while (matcher.find()) {
            String alias = matcher.group("alias");
            if (alias != null || matcher.group("content") != null) {
                tags.add(new PieceTag(matcher.start(), matcher.end(), alias == null ? "" : alias));
            }
        }
        return tags;
    }
}
