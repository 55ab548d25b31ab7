package io.migomail.mail.dkim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tag=value list (RFC 6376 3.2), of a signature or of a key record. Immutable. */
final class TagList {
    private final Map<String, String> tags;

    private TagList(Map<String, String> tags) {
        this.tags = tags;
    }

    /** @throws IllegalArgumentException for a part without name or "=", and for a name that occurs twice */
    static TagList parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        String[] parts = text.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.isEmpty() && i == parts.length - 1) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("not a tag list");
            }
            if (tags.put(name, part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("tag " + name + " occurs twice");
            }
        }
        return new TagList(tags);
    }

    @Nullable
    String get(String name) {
        return tags.get(name);
    }

    String get(String name, String standard) {
        return tags.getOrDefault(name, standard);
    }

    String require(String name) {
        String value = tags.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("tag " + name + " is missing");
        }
        return value;
    }

    /** Whether the first tag of the list has that name. */
    boolean startsWith(String name) {
        return !tags.isEmpty() && tags.keySet().iterator().next().equals(name);
    }

    /** The values between colons, without white space. */
    List<String> list(String name, String standard) {
        List<String> values = new ArrayList<>();
        for (String value : get(name, standard).split(":", -1)) {
            values.add(value.strip());
        }
        return values;
    }

    /** The value without any white space: base64 and numbers may be folded. */
    String unfolded(String name) {
        return require(name).replaceAll("[ \t\r\n]", "");
    }
}
