package io.migomail.templates.css;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The style attribute of one element: rules by specificity and order, then the attribute it had, then what is
 * important (CSS Cascading Level 4, 6.1). Importance is resolved here and not written, so that an important rule that
 * stays behind in a media query still prevails. One thread.
 */
final class Cascade {
    /** Declarations of one rule as they apply to the element. */
    record Match(int specificity, int order, List<Declaration> declarations) {}

    private final List<Match> matches = new ArrayList<>();

    void add(Match match) {
        matches.add(match);
    }

    /** What comes before and what comes after the text the style attribute had. */
    record Merged(List<Declaration> before, List<Declaration> after) {
        /** As text, joined by semicolons. */
        static String css(List<Declaration> declarations) {
            return declarations.stream().map(Declaration::css).collect(Collectors.joining("; "));
        }
    }

    /** The declarations to add around those the element has itself (empty = none, or not known for sure). */
    Merged around(List<Declaration> own) {
        matches.sort(Comparator.comparingInt(Match::specificity).thenComparingInt(Match::order));
        Map<String, List<Declaration>> normal = winners(false);
        Map<String, List<Declaration>> important = winners(true);
        important.keySet().forEach(normal::remove);
        for (Declaration declaration : own) {
            normal.remove(declaration.property());
            if (declaration.important()) {
                important.remove(declaration.property());
            }
        }
        return new Merged(joined(normal), joined(important));
    }

    private static List<Declaration> joined(Map<String, List<Declaration>> declarations) {
        return declarations.values().stream().flatMap(List::stream).toList();
    }

    /** By property, the last one at the end: a shorthand and its longhands keep the order in which they apply. */
    private Map<String, List<Declaration>> winners(boolean important) {
        Map<String, List<Declaration>> winners = new LinkedHashMap<>();
        for (Match match : matches) {
            Map<String, List<Declaration>> rule = new LinkedHashMap<>();
            for (Declaration declaration : match.declarations()) {
                if (declaration.important() == important) {
                    // several values of one property in one rule are fallbacks for older clients
                    rule.computeIfAbsent(declaration.property(), property -> new ArrayList<>())
                            .add(declaration);
                }
            }
            rule.keySet().forEach(winners::remove);
            winners.putAll(rule);
        }
        return winners;
    }
}
