package io.migomail.ingress.docs;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the client libraries call each operation; the list of which they are made. */
final class SdkMethods {
    private final Map<String, Method> methods = new HashMap<>();

    /** As in Python: {@code ip_pools}, {@code list}. */
    record Method(String resource, String name) {
        /** As in JavaScript. */
        Method camelCase() {
            return new Method(camel(resource), camel(name));
        }

        private static String camel(String words) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < words.length(); i++) {
                char each = words.charAt(i);
                if (each != '_') {
                    out.append(i > 0 && words.charAt(i - 1) == '_' ? Character.toUpperCase(each) : each);
                }
            }
            return out.toString();
        }
    }

    SdkMethods() {
        for (String line : Source.text("operations.tsv").split("\n", -1)) {
            String[] row = line.split("\t", -1);
            if (!line.startsWith("#") && row.length >= 3) {
                methods.putIfAbsent(row[0], new Method(row[1], row[2]));
            }
        }
    }

    /** Null where the libraries have none. */
    @Nullable
    Method of(ApiOperation operation) {
        return methods.get(operation.id());
    }
}
