package io.migomail.ingress.docs;

import java.util.ArrayList;
import java.util.List;

/** Writes fields as nested lists, and remembers their names for the search. */
final class FieldList {
    private final List<String> names = new ArrayList<>();

    List<String> names() {
        return names;
    }

    /**
     * @param place before the anchors of the fields
     * @param demands whether it matters which must be given: of requests
     */
    void write(Html html, List<Field> fields, String place, boolean demands) {
        write(html, fields, place, demands, 0);
    }

    private void write(Html html, List<Field> fields, String place, boolean demands, int depth) {
        html.open("ul", "class", "fields");
        for (Field field : fields) {
            names.add(field.name());
            String id = place + "-" + field.name();
            if (depth == 0) {
                html.open("li", "id", id);
            } else {
                html.open("li");
            }
            html.element("code", field.name(), "class", "name").text(" ");
            html.element("span", field.type() + (field.nullable() ? " or null" : ""), "class", "type");
            if (!field.limits().isEmpty()) {
                html.element("span", ", " + String.join(", ", field.limits()), "class", "limits");
            }
            if (demands && field.required()) {
                html.text(" ").element("span", "required", "class", "required");
            }
            remarks(html, field);
            if (!field.fields().isEmpty()) {
                html.open("details").element("summary", count(field.fields().size()));
                write(html, field.fields(), id, demands, depth + 1);
                html.close("details");
            }
            html.close("li");
        }
        html.close("ul");
    }

    private static String count(int fields) {
        return fields == 1 ? "1 field" : fields + " fields";
    }

    private static void remarks(Html html, Field field) {
        if (!field.description().isEmpty()) {
            html.open("div", "class", "what")
                    .markup(Markdown.inline(sentence(field.description())))
                    .close("div");
        }
        if (!field.values().isEmpty()) {
            html.open("div", "class", "values").text("One of ");
            for (int i = 0; i < field.values().size(); i++) {
                html.text(i == 0 ? "" : ", ").element("code", field.values().get(i));
            }
            html.close("div");
        }
    }

    /** The contract's remarks begin small, as parts of a line; here each stands alone. */
    private static String sentence(String text) {
        boolean list = text.startsWith("*");
        String first = list || text.matches("^[a-z_]+ [=:].*|^[a-z]+(_[a-z]+)+.*")
                ? text
                : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return list || first.endsWith(".") ? first : first + ".";
    }
}
