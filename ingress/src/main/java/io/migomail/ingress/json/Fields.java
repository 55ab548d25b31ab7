package io.migomail.ingress.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.IsoTime;
import io.migomail.core.Texts;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a request and gathers every fault with its JSON pointer. A field that is null counts as absent.
 * What a reader returns after a fault is absent or empty, so that reading goes on; {@link #done} ends it. One thread.
 */
public final class Fields {
    /** What is said of a value that is no instant. */
    public static final String INSTANT_SENTENCE =
            "An instant in ISO 8601 with its zone is expected, such as 2026-03-01T12:00:00Z.";

    private final ObjectNode node;
    private final String base;
    private final List<FieldError> errors;

    private Fields(ObjectNode node, String base, List<FieldError> errors) {
        this.node = node;
        this.base = base;
        this.errors = errors;
    }

    /** A request body that may have these fields and no others. */
    public static Fields of(ObjectNode node, String... allowed) {
        return new Fields(node, "", new ArrayList<>()).only(Set.of(allowed));
    }

    /** An object within this one, its faults gathered with the others. */
    public Fields inner(String pointer, ObjectNode object, String... allowed) {
        return new Fields(object, pointer, errors).only(Set.of(allowed));
    }

    private Fields only(Set<String> allowed) {
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                fault(pointer(name), ErrorCode.UNKNOWN_FIELD, "The field is not known here.");
            }
        });
        return this;
    }

    /** The JSON pointer of a field of this object (RFC 6901). */
    public String pointer(String name) {
        return base + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public void fault(String pointer, ErrorCode code, String message) {
        errors.add(new FieldError(pointer, code, message));
    }

    /** The value, or null where it is absent. */
    public @Nullable JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /** A text of one line, or null where it is absent or faulty. */
    public @Nullable String line(String name, int maxChars) {
        JsonNode value = get(name);
        return value == null ? null : line(pointer(name), value, maxChars);
    }

    /** A text of one line that must be there and not be blank; empty after a fault. */
    public String requiredLine(String name, int maxChars) {
        if (!has(name)) {
            fault(pointer(name), ErrorCode.MISSING_FIELD, "The field is required.");
            return "";
        }
        String value = line(name, maxChars);
        if (value != null && value.isBlank()) {
            fault(pointer(name), ErrorCode.INVALID_VALUE, "The field must not be empty.");
        }
        return value == null ? "" : value;
    }

    /** A text of one line at any pointer. */
    public @Nullable String line(String pointer, JsonNode value, int maxChars) {
        String text = text(pointer, value);
        if (text == null) {
            return null;
        }
        if (text.length() > maxChars) {
            fault(pointer, ErrorCode.TOO_LONG, "At most " + maxChars + " characters are allowed.");
            return null;
        }
        if (!Texts.isLine(text)) {
            fault(pointer, ErrorCode.FORBIDDEN_CHARACTER, "Control and direction characters are not allowed.");
            return null;
        }
        return text;
    }

    /** A text of several lines, or null where it is absent or faulty. */
    public @Nullable String body(String name) {
        JsonNode value = get(name);
        String text = value == null ? null : text(pointer(name), value);
        if (text != null && !Texts.isBody(text)) {
            fault(pointer(name), ErrorCode.FORBIDDEN_CHARACTER, "Control characters are not allowed.");
            return null;
        }
        return text;
    }

    private @Nullable String text(String pointer, JsonNode value) {
        if (!value.isTextual()) {
            fault(pointer, ErrorCode.INVALID_TYPE, "A string is expected.");
            return null;
        }
        return value.textValue();
    }

    /** A whole number, or null where it is absent or faulty. */
    public @Nullable Integer number(String name, int min, int max) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            fault(pointer(name), ErrorCode.INVALID_TYPE, "A whole number is expected.");
        } else if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            fault(pointer(name), ErrorCode.INVALID_VALUE, "The number must be from " + min + " to " + max + ".");
        } else {
            return value.intValue();
        }
        return null;
    }

    /** An instant in milliseconds, or null where it is absent or faulty. */
    public @Nullable Long instant(String name) {
        String text = line(name, 64);
        if (text == null) {
            return null;
        }
        try {
            return IsoTime.millis(text);
        } catch (IllegalArgumentException e) {
            fault(pointer(name), ErrorCode.INVALID_VALUE, INSTANT_SENTENCE);
            return null;
        }
    }

    /** True or false; false where it is absent. */
    public boolean flag(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            fault(pointer(name), ErrorCode.INVALID_TYPE, "true or false is expected.");
        }
        return value != null && value.booleanValue();
    }

    /** One of a vocabulary whose look-up throws IllegalArgumentException with the allowed words. */
    public <T> @Nullable T word(String name, Function<String, T> vocabulary) {
        String word = line(name, 64);
        if (word == null) {
            return null;
        }
        try {
            return vocabulary.apply(word);
        } catch (IllegalArgumentException e) {
            fault(pointer(name), ErrorCode.INVALID_VALUE, "The value is not one of those allowed.");
            return null;
        }
    }

    /** A list of texts of one line; empty where it is absent. */
    public List<String> lines(String name, int maxEntries, int maxChars) {
        List<String> out = new ArrayList<>();
        List<JsonNode> entries = entries(name, maxEntries);
        for (int i = 0; i < entries.size(); i++) {
            String entry = line(pointer(name) + "/" + i, entries.get(i), maxChars);
            if (entry != null) {
                out.add(entry);
            }
        }
        return out;
    }

    /** The entries of a list; empty where it is absent, no list or too long. */
    public List<JsonNode> entries(String name, int maxEntries) {
        JsonNode value = get(name);
        List<JsonNode> out = new ArrayList<>();
        if (value == null) {
            return out;
        }
        if (!value.isArray()) {
            fault(pointer(name), ErrorCode.INVALID_TYPE, "A list is expected.");
        } else if (value.size() > maxEntries) {
            fault(pointer(name), ErrorCode.TOO_MANY, "At most " + maxEntries + " entries are allowed.");
        } else {
            value.forEach(out::add);
        }
        return out;
    }

    /** An object, or null where it is absent or none. */
    public @Nullable ObjectNode object(String name) {
        JsonNode value = get(name);
        if (value == null || value instanceof ObjectNode) {
            return (ObjectNode) value;
        }
        fault(pointer(name), ErrorCode.INVALID_TYPE, "An object is expected.");
        return null;
    }

    /** @throws Problem with all faults, where there are any */
    public void done() {
        if (!errors.isEmpty()) {
            throw Problem.ofErrors(errors);
        }
    }
}
