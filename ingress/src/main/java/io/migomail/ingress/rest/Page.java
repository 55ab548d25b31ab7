package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pages: {@code {data, has_more, next_cursor}}. The cursor names the last entry shown. */
public final class Page {
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final int STANDARD = 25;
    private static final int MAX = 100;
    static final String LIMIT_SENTENCE = "limit must be a number from 1 to " + MAX + ".";
    /** Of a cursor at most. */
    public static final int CURSOR_CHARS = 1024;

    private Page() {}

    /**
     * The page of a whole list that the call's {@code limit} and {@code cursor} ask for.
     *
     * @throws Problem {@code invalid_value} for the limit, {@code invalid_cursor}
     */
    public static <T> Reply of(Call call, List<T> all, Function<T, String> id, Function<T, ? extends JsonNode> render) {
        QueryParameters given = QueryParameters.of(call);
        int limit = given.limit();
        given.done();
        int from = start(call, all, id);
        int to = Math.min(all.size(), from + limit);
        ObjectNode out = Json.object();
        ArrayNode data = out.putArray("data");
        all.subList(from, to).forEach(entry -> data.add(render.apply(entry)));
        boolean more = to < all.size();
        out.put("has_more", more);
        out.put("next_cursor", more ? encode(id.apply(all.get(to - 1))) : null);
        return Reply.ok(out);
    }

    /**
     * The same of a list that changes while it is walked, sorted by what {@code id} gives: it goes on behind the cursor, also
     * where its entry is gone.
     *
     * @throws Problem {@code invalid_value} for the limit, {@code invalid_cursor}
     */
    public static <T> Reply after(
            Call call, List<T> sorted, Function<T, String> id, Function<T, ? extends JsonNode> render) {
        QueryParameters given = QueryParameters.of(call);
        int limit = given.limit();
        given.done();
        String cursor = call.query(CURSOR);
        String behind = cursor == null ? "" : decode(cursor);
        List<T> rest = sorted.stream()
                .filter(entry -> id.apply(entry).compareTo(behind) > 0)
                .limit(limit + 1L)
                .toList();
        boolean more = rest.size() > limit;
        List<T> shown = more ? rest.subList(0, limit) : rest;
        return of(shown.stream().map(render).toList(), more ? encode(id.apply(shown.get(limit - 1))) : null);
    }

    /** A page that was found as such; {@code next} is null where nothing follows. */
    public static Reply of(List<? extends JsonNode> data, @Nullable String next) {
        ObjectNode out = Json.object();
        out.putArray("data").addAll(data);
        out.put("has_more", next != null);
        out.put("next_cursor", next);
        return Reply.ok(out);
    }

    static boolean allows(int limit) {
        return limit >= 1 && limit <= MAX;
    }

    private static <T> int start(Call call, List<T> all, Function<T, String> id) {
        String cursor = call.query(CURSOR);
        if (cursor == null) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (encode(id.apply(all.get(i))).equals(cursor)) {
                return i + 1;
            }
        }
        throw Problem.of(
                ErrorCode.INVALID_CURSOR, "The cursor is not one that this list returned, or its entry is gone.");
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ErrorCode.INVALID_CURSOR, "The cursor is not one that this list returned.");
        }
    }

    private static String encode(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
