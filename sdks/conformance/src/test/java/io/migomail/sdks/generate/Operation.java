package io.migomail.sdks.generate;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A method of the client libraries.
 *
 * @param name of the method, in snake_case
 * @param repeat yes, key, no or csv, as operations.tsv says
 * @param body what it takes as body: a schema's name
 * @param answer null where there is none; of a list, that of one element
 */
record Operation(
        String id,
        String resource,
        String name,
        String repeat,
        String verb,
        String path,
        @Nullable String body,
        boolean bodyRequired,
        List<Shape.Field> query,
        @Nullable String answer,
        boolean list,
        String summary,
        String scope) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    List<String> pathParameters() {
        return PARAMETER.matcher(path).results().map(r -> r.group(1)).toList();
    }

    boolean keyed() {
        return repeat.equals("key");
    }

    boolean once() {
        return repeat.equals("no");
    }

    boolean csv() {
        return repeat.equals("csv");
    }

    boolean hasQuery() {
        return !query.isEmpty();
    }

    /** The name of what its query may hold. */
    String queryType() {
        return Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Query";
    }
}
