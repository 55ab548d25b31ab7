package io.migomail.ingress.rest;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of a browser, as handlers of {@link WebRoute} see it. One thread. */
public final class WebCall {
    /** The media type of a form's fields. */
    static final String FORM = "application/x-www-form-urlencoded";

    private final Context context;
    private final RequestBody body;
    private final Call.Origin origin;
    private final long now;
    private @Nullable Map<String, List<String>> form;

    WebCall(Context context, RequestBody body, Call.Origin origin, long now) {
        this.context = context;
        this.body = body;
        this.origin = origin;
        this.now = now;
    }

    public String method() {
        return context.method().name();
    }

    /** The path as it was asked for. */
    public String path() {
        return context.path();
    }

    /** The part of the path that the route calls so. */
    public String path(String name) {
        return context.pathParam(name);
    }

    public @Nullable String query(String name) {
        return context.queryParam(name);
    }

    /** Every parameter of the query, with each of its values. */
    public Map<String, List<String>> queries() {
        return context.queryParamMap();
    }

    /** The query as it was asked for; empty = none. */
    public String queryString() {
        String query = context.queryString();
        return query == null ? "" : query;
    }

    public @Nullable String header(String name) {
        return context.header(name);
    }

    public @Nullable String cookie(String name) {
        return context.cookie(name);
    }

    /** Where it comes from, for the audit log. */
    public Call.Origin origin() {
        return origin;
    }

    /** This instant, milliseconds. */
    public long now() {
        return now;
    }

    /**
     * The fields of the form that was sent, each with all its values.
     *
     * @throws io.migomail.ingress.problem.Problem where it is no form or too large
     */
    public Map<String, List<String>> form() {
        Map<String, List<String>> read = form;
        if (read == null) {
            read = fields(new String(body.read(), StandardCharsets.UTF_8));
            form = read;
        }
        return read;
    }

    /** The value of a field; empty = it has none. */
    public String field(String name) {
        List<String> values = form().get(name);
        return values == null ? "" : values.get(0);
    }

    private static Map<String, List<String>> fields(String text) {
        Map<String, List<String>> out = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int is = pair.indexOf('=');
            if (is > 0) {
                out.computeIfAbsent(decoded(pair.substring(0, is)), name -> new ArrayList<>())
                        .add(decoded(pair.substring(is + 1)));
            }
        }
        return out;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // No browser sends it.
        }
    }
}
