package io.migomail.templates;

import freemarker.core.SyntaxNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The built-ins templates may use, and with which arguments. */
final class BuiltIns {
    private static final int LITERAL_CHARS = 32;
    private static final int SEPARATOR_CHARS = 8;

    private static final Set<String> PLAIN = Set.of(
            "abs",
            "c",
            "cap_first",
            "capitalize",
            "ceiling",
            "counter",
            "esc",
            "first",
            "floor",
            "has_content",
            "has_next",
            "index",
            "int",
            "is_boolean",
            "is_even_item",
            "is_first",
            "is_hash",
            "is_last",
            "is_number",
            "is_odd_item",
            "is_sequence",
            "is_string",
            "item_parity",
            "js_string",
            "json_string",
            "keys",
            "last",
            "length",
            "lower_case",
            "max",
            "min",
            "no_esc",
            "reverse",
            "round",
            "size",
            "sort",
            "string",
            "then",
            "trim",
            "uncap_first",
            "upper_case",
            "url",
            "url_path",
            "values");

    /** Those that are called, with the most arguments they take here: further ones would be regular expression flags. */
    private static final Map<String, Integer> CALLED = Map.ofEntries(
            Map.entry("contains", 1),
            Map.entry("ends_with", 1),
            Map.entry("index_of", 2),
            Map.entry("item_cycle", 8),
            Map.entry("join", 3),
            Map.entry("keep_after", 1),
            Map.entry("keep_after_last", 1),
            Map.entry("keep_before", 1),
            Map.entry("keep_before_last", 1),
            Map.entry("last_index_of", 2),
            Map.entry("remove_beginning", 1),
            Map.entry("remove_ending", 1),
            Map.entry("seq_contains", 1),
            Map.entry("sort_by", 1),
            Map.entry("split", 1),
            Map.entry("starts_with", 1),
            Map.entry("string", 2),
            Map.entry("truncate", 1),
            Map.entry("url", 1),
            Map.entry("url_path", 1));

    private BuiltIns() {}

    static boolean isAllowed(String name) {
        return PLAIN.contains(name) || CALLED.containsKey(name);
    }

    /** True for a text that is in the template itself, without interpolation, and short. */
    static boolean isShortLiteral(SyntaxNode node) {
        return node.is("StringLiteral") && node.constant() && node.text().length() <= LITERAL_CHARS;
    }

    /** Why that call is not allowed, or empty. */
    static String faultOfCall(String name, List<SyntaxNode> arguments) {
        Integer most = CALLED.get(name);
        if (most == null || arguments.size() > most) {
            return "does not take " + arguments.size() + " arguments here";
        }
        if (name.equals("string") && !arguments.stream().allMatch(BuiltIns::isShortLiteral)) {
            return "takes short literals only";
        }
        if (name.equals("join") && !arguments.stream().allMatch(BuiltIns::isSeparator)) {
            return "takes literals of up to " + SEPARATOR_CHARS + " characters only";
        }
        return "";
    }

    private static boolean isSeparator(SyntaxNode node) {
        return isShortLiteral(node) && node.text().length() <= SEPARATOR_CHARS;
    }

    /** How many times longer than its input the result may be. */
    static int growth(String name) {
        return switch (name) {
            case "join" -> 1 + SEPARATOR_CHARS;
            case "js_string", "json_string", "url", "url_path", "esc" -> 6;
            case "upper_case", "capitalize", "cap_first", "lower_case", "uncap_first" -> 2;
            default -> 1;
        };
    }
}
