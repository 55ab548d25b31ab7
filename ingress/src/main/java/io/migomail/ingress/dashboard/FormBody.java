package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form as the body of a request to the API. Whether a value is right is the API's to say: what cannot be
 * put as it should be is put as the text that it is, and its fault comes back with its pointer. White space around values
 * goes. One thread.
 */
public final class FormBody {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern WITHOUT_ZONE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

    private final Map<String, List<String>> form;
    private final ObjectNode body;

    private FormBody(Map<String, List<String>> form, ObjectNode body) {
        this.form = form;
        this.body = body;
    }

    /** An empty body for the form that was sent. */
    public static FormBody of(Visit visit) {
        return of(visit.call().form());
    }

    static FormBody of(Map<String, List<String>> form) {
        return new FormBody(form, Json.object());
    }

    /** Puts texts of one line; an empty one is left out. */
    public FormBody text(String... names) {
        for (String name : names) {
            if (!value(name).isEmpty()) {
                body.put(name, value(name));
            }
        }
        return this;
    }

    /** Puts texts also where they are empty: a change that takes them away. */
    public FormBody anyText(String... names) {
        for (String name : names) {
            body.put(name, value(name));
        }
        return this;
    }

    /** Puts texts as they were typed, white space and all, with LF as the end of lines; an empty one is left out. */
    public FormBody body(String... names) {
        for (String name : names) {
            String text = first(name).replace("\r\n", "\n");
            if (!text.isEmpty()) {
                body.put(name, text);
            }
        }
        return this;
    }

    /** Puts lists of what stands line by line in a field, or, where it has several values, in each; blank lines go. */
    public FormBody lines(String... names) {
        for (String name : names) {
            ArrayNode list = body.putArray(name);
            form.getOrDefault(name, List.of()).stream()
                    .flatMap(String::lines)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(list::add);
        }
        return this;
    }

    /** Puts whether boxes are checked. */
    public FormBody flag(String... names) {
        for (String name : names) {
            body.put(name, form.containsKey(name));
        }
        return this;
    }

    /** Puts whole numbers; an empty one is left out. */
    public FormBody number(String... names) {
        for (String name : names) {
            if (!value(name).isEmpty()) {
                body.set(name, number(value(name)));
            }
        }
        return this;
    }

    /** Puts lists of whole numbers, one or several to a line, with commas or spaces between; an empty list is left out. */
    public FormBody numbers(String name) {
        String all = value(name).replace(',', ' ').strip();
        if (!all.isEmpty()) {
            ArrayNode list = body.putArray(name);
            for (String each : all.split("\\s+")) {
                list.add(number(each));
            }
        }
        return this;
    }

    /** Puts instants, which without a zone are in UTC; an empty one is left out. */
    public FormBody instant(String... names) {
        for (String name : names) {
            if (!value(name).isEmpty()) {
                body.put(name, instant(value(name)));
            }
        }
        return this;
    }

    /** Puts instants; an empty one is null: a change that takes it away. */
    public FormBody anyInstant(String... names) {
        for (String name : names) {
            body.put(name, value(name).isEmpty() ? null : instant(value(name)));
        }
        return this;
    }

    /**
     * An object within this one, whose fields are those of the form that begin with its name and a dot:
     * {@code retry.max_age}. It is filled apart and then {@link #put}.
     */
    public FormBody inner(String name) {
        Map<String, List<String>> own = new TreeMap<>();
        form.forEach((field, values) -> {
            if (field.startsWith(name + ".")) {
                own.put(field.substring(name.length() + 1), values);
            }
        });
        return new FormBody(own, Json.object());
    }

    /** Puts an object that was filled, unless nothing is in it. */
    public FormBody put(String name, FormBody filled) {
        if (!filled.body.isEmpty()) {
            body.set(name, filled.body);
        }
        return this;
    }

    /** What was put so far. */
    public ObjectNode json() {
        return body;
    }

    /** The same as maps and lists, for showing the form again. */
    public @Nullable Object plain() {
        return Json.plain(body);
    }

    private String first(String name) {
        List<String> values = form.get(name);
        return values == null ? "" : values.get(0);
    }

    private String value(String name) {
        return first(name).strip();
    }

    private static JsonNode number(String text) {
        ObjectNode holder = Json.object();
        return WHOLE.matcher(text).matches() ? holder.numberNode(Long.parseLong(text)) : holder.textNode(text);
    }

    private static String instant(String text) {
        return WITHOUT_ZONE.matcher(text).matches() ? text + (text.length() == 16 ? ":00Z" : "Z") : text;
    }
}
