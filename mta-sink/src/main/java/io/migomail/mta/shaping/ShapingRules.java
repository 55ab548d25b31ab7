package io.migomail.mta.shaping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a destination group (data file {@code shaping.tsv}): the rule of its own name, else the rule of the
 * longest prefix that is written with a star. Immutable, thread-safe.
 */
public final class ShapingRules {
    /** Prefix of groups that come from the operator's transport map. */
    public static final String ROUTE = "route:";

    private static final int GROUP = 0;
    private static final int CONNECTIONS = 1;
    private static final int RESERVED = 2;
    private static final int PER_SECOND = 3;
    private static final int BURST = 4;
    private static final int PER_CONNECTION = 5;
    private static final int WARM = 6;
    private static final int TLS = 7;
    private static final int COLUMNS = 10;
    private static final ShapingRules STANDARD = new ShapingRules(Table.read("shaping.tsv", COLUMNS));

    /** One rule: {@code pattern} is a group, or a prefix of groups followed by a star. */
    record Rule(String pattern, Shaping shaping) {
        boolean matches(String group) {
            return pattern.endsWith("*")
                    ? group.startsWith(pattern.substring(0, pattern.length() - 1))
                    : group.equals(pattern);
        }
    }

    private final int version;
    private final List<Rule> rules;

    private ShapingRules(Table table) {
        version = table.version();
        rules = table.rows().stream().map(ShapingRules::rule).toList();
    }

    /** The limits of a group by the rules of this build. */
    public static Shaping of(String group) {
        return STANDARD.shaping(group);
    }

    static ShapingRules standard() {
        return STANDARD;
    }

    /** Version of the data file. */
    int version() {
        return version;
    }

    List<Rule> rules() {
        return rules;
    }

    private Shaping shaping(String group) {
        Rule best = null;
        for (Rule rule : rules) {
            if (rule.matches(group) && stronger(rule, best)) {
                best = rule;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no default rule in shaping.tsv");
        }
        return best.shaping();
    }

    private static boolean stronger(Rule rule, @Nullable Rule than) {
        if (than == null || !rule.pattern().endsWith("*")) {
            return true;
        }
        return than.pattern().endsWith("*")
                && rule.pattern().length() > than.pattern().length();
    }

    private static Rule rule(List<String> row) {
        Shaping shaping = new Shaping(
                Integer.parseInt(row.get(CONNECTIONS)),
                Integer.parseInt(row.get(RESERVED)),
                Double.parseDouble(row.get(PER_SECOND)),
                Integer.parseInt(row.get(BURST)),
                Integer.parseInt(row.get(PER_CONNECTION)),
                Integer.parseInt(row.get(WARM)),
                row.get(TLS).equals("required"));
        return new Rule(row.get(GROUP), shaping);
    }
}
