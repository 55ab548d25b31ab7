package io.migomail.templates.css;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * HTML attributes that say again what an element's style says, for Outlook, whose renderer (Word's) looks at those of
 * tables and images. CSS of any origin wins over them (HTML, 15.2), so that browsers show the same. Stateless.
 */
final class ClientAttributes {
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> ROWS = Set.of("td", "th", "tr");
    private static final Set<String> BOXES = Set.of("table", "td", "th");
    private static final Set<String> COLOURED = Set.of("table", "td", "th", "tr", "body");
    private static final Set<String> SIDES = Set.of("left", "center", "right");
    private static final Set<String> LEVELS = Set.of("top", "middle", "bottom", "baseline");
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})(?:\\.[0-9]+)?(px|%)");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final Pattern SHORT_COLOUR = Pattern.compile("#([0-9a-f])([0-9a-f])([0-9a-f])");
    private static final Set<String> COLOUR_WORDS = Set.of(
            "black", "silver", "gray", "white", "maroon", "red", "purple", "fuchsia", "green", "lime", "olive",
            "yellow", "navy", "blue", "teal", "aqua");

    private ClientAttributes() {}

    /** The attributes that the element lacks, each with a space before it; declarations in the order in which they apply. */
    static String of(Element element, List<Declaration> declarations) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Declaration declaration : declarations) {
            String value = declaration.value().toLowerCase(Locale.ROOT);
            add(attributes, element, declaration.property(), value);
        }
        StringBuilder out = new StringBuilder();
        attributes.forEach((name, value) -> {
            if (!value.isEmpty() && !element.hasAttr(name)) {
                out.append(' ').append(name).append("=\"").append(value).append('"');
            }
        });
        return out.toString();
    }

    /** A value that no attribute can say takes back an earlier one ("" = none); a colour stays as the fallback it is. */
    private static void add(Map<String, String> out, Element element, String property, String value) {
        String tag = element.normalName();
        switch (property) {
            case "width" -> {
                // both attributes of an image would also set its aspect ratio
                if (BOXES.contains(tag) || (tag.equals("img") && !element.hasAttr("height"))) {
                    out.put("width", length(value));
                }
            }
            case "height" -> {
                if (CELLS.contains(tag)) {
                    out.put("height", length(value));
                }
            }
            case "background", "background-color" -> {
                String colour = colour(value);
                if (COLOURED.contains(tag) && (colour != null || value.equals("transparent") || value.equals("none"))) {
                    out.put("bgcolor", colour == null ? "" : colour);
                }
            }
            case "text-align" -> {
                if (ROWS.contains(tag)) {
                    out.put("align", SIDES.contains(value) ? value : "");
                }
            }
            case "margin" -> {
                if (tag.equals("table")) {
                    out.put("align", isCentred(value) ? "center" : "");
                }
            }
            case "vertical-align" -> {
                if (ROWS.contains(tag)) {
                    out.put("valign", LEVELS.contains(value) ? value : "");
                }
            }
            default -> {}
        }
    }

    private static String length(String value) {
        Matcher length = LENGTH.matcher(value);
        return length.matches() ? length.group(1) + (length.group(2).equals("%") ? "%" : "") : "";
    }

    private static @Nullable String colour(String value) {
        Matcher three = SHORT_COLOUR.matcher(value);
        if (three.matches()) {
            return "#" + three.group(1).repeat(2) + three.group(2).repeat(2)
                    + three.group(3).repeat(2);
        }
        return COLOUR.matcher(value).matches() || COLOUR_WORDS.contains(value) ? value : null;
    }

    /** margin: 0 auto and its like: the same, automatic margin on the left and on the right. */
    private static boolean isCentred(String margin) {
        String[] sides = margin.strip().split("\\s+");
        return switch (sides.length) {
            case 1 -> sides[0].equals("auto");
            case 2, 3 -> sides[1].equals("auto");
            case 4 -> sides[1].equals("auto") && sides[3].equals("auto");
            default -> false;
        };
    }
}
