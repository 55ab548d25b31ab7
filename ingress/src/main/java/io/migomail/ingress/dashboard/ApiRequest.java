package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.ApiDoor;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request to the API by whoever has signed in, put together step by step. One thread. */
public final class ApiRequest {
    private final ApiDoor door;
    private final Caller caller;
    private final Call.Origin origin;
    private final String method;
    private final String route;
    private final Map<String, String> path = new HashMap<>();
    private final Map<String, List<String>> queries = new TreeMap<>();
    private @Nullable JsonNode body;

    ApiRequest(ApiDoor door, Caller caller, Call.Origin origin, String method, String route) {
        this.door = door;
        this.caller = caller;
        this.origin = origin;
        this.method = method;
        this.route = route;
    }

    /** Gives a part of the path that the route has in braces. */
    public ApiRequest path(String name, String value) {
        path.put(name, value);
        return this;
    }

    /** Gives a parameter of the query; an empty one is left out. */
    public ApiRequest query(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            queries.put(name, List.of(value));
        }
        return this;
    }

    /** The body. */
    public ApiRequest body(JsonNode given) {
        body = given;
        return this;
    }

    /**
     * The answer.
     *
     * @throws io.migomail.ingress.problem.Problem as the API says
     */
    public Reply reply() throws InterruptedException {
        return door.call(
                caller,
                new Call.Origin(origin.requestId(), origin.source(), method + " " + route),
                new ApiDoor.Request(method, route, path, queries, body));
    }

    /** Its JSON; a null node where it has none. */
    public JsonNode json() throws InterruptedException {
        JsonNode answer = reply().body();
        return answer == null ? NullNode.getInstance() : answer;
    }

    /** The same as maps and lists, for templates. */
    public @Nullable Object plain() throws InterruptedException {
        return Json.plain(json());
    }
}
