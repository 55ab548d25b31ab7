package io.migomail.sdk;

import io.migomail.sdk.model.Params;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of an operation, whatever attempts it takes. */
final class Call {
    private final String method;
    private final String path;
    private final boolean once;
    private final Map<String, @Nullable Object> query = new LinkedHashMap<>();
    private @Nullable Map<String, @Nullable Object> body;
    private boolean keyed;
    private @Nullable String key;

    private Call(String method, boolean once, String template, String... parameters) {
        this.method = method;
        this.once = once;
        String filled = template;
        for (String parameter : parameters) {
            filled = filled.replaceFirst("\\{[a-z_]+}", segment(parameter));
        }
        this.path = filled;
    }

    /** One that may be repeated where nobody knows what became of it. */
    static Call of(String method, String template, String... parameters) {
        return new Call(method, false, template, parameters);
    }

    /** One that would make a second thing, and is repeated only where the answer says that it made none. */
    static Call once(String method, String template, String... parameters) {
        return new Call(method, true, template, parameters);
    }

    Call body(Params<?> params) {
        body = params.asMap();
        return this;
    }

    Call query(Params<?> params) {
        query.putAll(params.asMap());
        return this;
    }

    Call query(String name, @Nullable Object value) {
        query.put(name, value);
        return this;
    }

    /** With an idempotency key that is made for it. */
    Call key() {
        keyed = true;
        return this;
    }

    /** With this idempotency key. */
    Call key(String given) {
        if (!given.matches("[\\x21-\\x7e]{1,256}")) {
            throw new IllegalArgumentException("an idempotency key has 1 to 256 printable ASCII characters, no spaces");
        }
        keyed = true;
        key = given;
        return this;
    }

    /** The same of the page at this cursor. */
    Call at(String cursor) {
        Call next = new Call(method, once, path);
        next.query.putAll(query);
        next.query.put("cursor", cursor);
        return next;
    }

    String method() {
        return method;
    }

    boolean once() {
        return once;
    }

    boolean keyed() {
        return keyed;
    }

    @Nullable
    String givenKey() {
        return key;
    }

    @Nullable
    Map<String, @Nullable Object> body() {
        return body;
    }

    /** Path and query as they are sent. */
    String target() {
        StringBuilder out = new StringBuilder();
        query.forEach((name, value) -> {
            if (value instanceof Iterable<?> values) {
                values.forEach(each -> pair(out, name, each));
            } else if (value != null) {
                pair(out, name, value);
            }
        });
        return path + out;
    }

    private static void pair(StringBuilder out, String name, Object value) {
        out.append(out.length() == 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value.toString()));
    }

    /** A dot segment would be another path, and so would none. */
    private static String segment(String parameter) {
        if (parameter.isEmpty() || parameter.equals(".") || parameter.equals("..")) {
            throw new IllegalArgumentException("not an id, alias or address: \"" + parameter + "\"");
        }
        return encode(parameter);
    }

    /** RFC 3986 section 2.3: all but the unreserved characters. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
