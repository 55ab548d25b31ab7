package io.migomail.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.standalone.Api;
import io.migomail.standalone.Ready;
import java.io.IOException;
import java.util.Map;

/** An application of a running stack with a live and a sandbox key that may do everything. */
record Tenancy(Ready ready, String application, Api api) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** That of the first start. */
    static Tenancy first(Ready ready) throws IOException, InterruptedException {
        Api api = new Api(ready.http(), ready.liveKey());
        String application = api.get("/v1/applications", 200).at("/data/0/id").asText();
        return new Tenancy(ready, application, api);
    }

    /** Another one of the same account, with the first one's templates: it sees nothing else of the first. */
    static Tenancy another(Ready first, String name) throws IOException, InterruptedException {
        Api owner = new Api(first.http(), first.liveKey());
        String application = post(owner, "/v1/applications", Map.of("name", name), 201)
                .path("id")
                .asText();
        for (JsonNode template : owner.get("/v1/templates?limit=100", 200).path("data")) {
            String promote = "/v1/templates/" + template.path("alias").asText() + "/promote";
            post(owner, promote, Map.of("application", application), 200);
        }
        Ready own = new Ready(
                first.http(),
                first.smtp(),
                first.account(),
                key(owner, application, "live"),
                key(owner, application, "sandbox"),
                first.from(),
                first.ca(),
                first.inbox(),
                first.data(),
                first.email(),
                first.password());
        return new Tenancy(own, application, new Api(own.http(), own.liveKey()));
    }

    private static String key(Api owner, String application, String environment)
            throws IOException, InterruptedException {
        JsonNode scopes = owner.get("/v1/api-keys", 200).at("/data/0/scopes");
        Map<String, Object> key =
                Map.of("name", "all", "application", application, "environment", environment, "scopes", scopes);
        return post(owner, "/v1/api-keys", key, 201).path("key").asText();
    }

    private static JsonNode post(Api api, String path, Map<String, ?> body, int expected)
            throws IOException, InterruptedException {
        return api.post(path, JSON.writeValueAsString(body), expected);
    }
}
