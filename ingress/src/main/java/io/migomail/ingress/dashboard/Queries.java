package io.migomail.ingress.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a page's address asks for, beside the place in a list. Stateless. */
final class Queries {
    private Queries() {}

    /** Values of these parameters, for the form that has them; empty = not given. */
    static Map<String, String> given(Visit visit, List<String> names) {
        Map<String, String> out = new TreeMap<>();
        names.forEach(name -> out.put(name, text(visit.call().query(name))));
        return out;
    }

    /** The same as the beginning of a query to which another parameter is to be added: {@code a=b&c=d&}. */
    static String text(Map<String, String> given) {
        StringBuilder out = new StringBuilder();
        given.forEach((name, value) -> {
            if (!value.isEmpty()) {
                out.append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&');
            }
        });
        return out.toString();
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
