package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ApiKeys;
import io.migomail.core.Environment;
import io.migomail.core.EventType;
import io.migomail.ingress.rest.OpenApiDocument.Operation;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for all of the API: names, instants, ids, lists, caps. */
class ConventionsTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.get();
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    /** By the beginning of a path: an id, or an alias, of something that is there. */
    private static final Map<String, String> THERE = new LinkedHashMap<>();

    @AutoClose
    private static final TestIngress api = TestIngress.open();

    private static String admin;

    @BeforeAll
    static void start() throws Exception {
        api.dns.hosts.put("hooks.example", "93.184.216.34");
        admin = api.key(Environment.LIVE, "admin");
        THERE.put("/v1/messages/", made("/v1/messages", message(""), "message_id"));
        THERE.put("/v1/webhooks/", made("/v1/webhooks", "{\"url\":\"https://hooks.example/x\"}", "id"));
        THERE.put("/v1/applications/", made("/v1/applications", "{\"name\":\"third\"}", "id"));
        THERE.put("/v1/api-keys/", made("/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"messages:send\"]}", "id"));
        String user =
                "{\"email\":\"o@example.com\",\"name\":\"O\",\"role\":\"owner\",\"password\":\"a long passphrase\"}";
        THERE.put("/v1/users/", made("/v1/users", user, "id"));
        THERE.put("/v1/accounts/", api.first.account().getId());
        THERE.put("/v1/domains/", made("/v1/domains", "{\"name\":\"new.example\"}", "id"));
        THERE.put(
                "/v1/ip-pools/",
                api.control
                        .view()
                        .pools(api.first.account().getId(), "transactional", "live")
                        .get(0)
                        .getId());
        THERE.put("/v1/templates/", "otp-verification-v3");
        THERE.put("/v1/suppressions/", "gone@example.com");
        api.post("/v1/suppressions", "{\"address\":\"gone@example.com\"}");
    }

    private static String message(String more) {
        return "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"x\",\"text\":\"x\"" + more + "}";
    }

    private static String made(String path, String body, String field) throws Exception {
        Answer answer = api.call("POST", path, admin, body);
        assertTrue(answer.status() < 300, answer.raw().body());
        return answer.body().path(field).asText();
    }

    private static String target(Operation operation) {
        String path = operation.path();
        for (Map.Entry<String, String> there : THERE.entrySet()) {
            if (path.startsWith(there.getKey())) {
                path = path.replaceFirst("\\{[a-z_]+}", there.getValue());
            }
        }
        return path.replaceAll("\\{[a-z_]+}", "1");
    }

    @Test
    void namesAreInSnakeCase() {
        List<String> wrong = new ArrayList<>();
        names(DOCUMENT.root().path("components").path("schemas"), wrong);
        names(DOCUMENT.root().path("paths"), wrong);
        assertEquals(List.of(), wrong);
    }

    private static void names(JsonNode node, List<String> wrong) {
        node.path("properties").fieldNames().forEachRemaining(name -> {
            if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
                wrong.add(name);
            }
        });
        // The names of a form are those of its RFC.
        node.fields().forEachRemaining(field -> {
            if (!field.getKey().matches("application/x-www-form-urlencoded|multipart/form-data")) {
                names(field.getValue(), wrong);
            }
        });
    }

    @Test
    void instantsAreInUtcWithMilliseconds() throws Exception {
        var seen = new TreeSet<String>();
        for (Operation operation : DOCUMENT.operations()) {
            if (operation.method().equals("GET") && !operation.scope().isEmpty()) {
                instants(api.call("GET", target(operation), admin, null).body(), operation.path(), seen);
            }
        }
        assertTrue(seen.size() >= 8, seen::toString);
    }

    private static void instants(JsonNode node, String where, TreeSet<String> seen) {
        for (Iterator<Map.Entry<String, JsonNode>> it = node.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> field = it.next();
            if (field.getKey().matches(".*_at|timestamp") && field.getValue().isTextual()) {
                String text = field.getValue().asText();
                assertTrue(text.matches(INSTANT), where + " " + field.getKey() + " " + text);
                seen.add(where);
            }
        }
        node.forEach(child -> instants(child, where, seen));
    }

    @Test
    void idsTellWhatTheyAreOf() {
        Map<String, String> prefixes = Map.of(
                "/v1/messages/", "msg_",
                "/v1/webhooks/", "whk_",
                "/v1/applications/", "app_",
                "/v1/api-keys/", "key_",
                "/v1/users/", "usr_",
                "/v1/accounts/", "acc_",
                "/v1/ip-pools/", "pool_",
                "/v1/domains/", "dom_");
        prefixes.forEach((path, prefix) ->
                assertTrue(THERE.get(path).matches(prefix + "[0-9a-z]+"), path + " " + THERE.get(path)));
    }

    @Test
    void everyRouteRefusesAFieldThatItDoesNotKnow() throws Exception {
        int routes = 0;
        for (Operation operation : DOCUMENT.operations()) {
            if (operation.takesBody()
                    && operation.bodySchema().path("type").asText().equals("object")) {
                JsonNode example = operation.example();
                ObjectNode body = example.isMissingNode() ? JsonNodeFactory.instance.objectNode() : example.deepCopy();
                body.put("no_such_field", 1);
                Answer answer = api.call(operation.method(), target(operation), admin, body.toString());
                assertEquals(
                        422, answer.status(), operation + " " + answer.raw().body());
                boolean told = false;
                for (JsonNode error : answer.body().path("errors")) {
                    told |= error.path("pointer").asText().equals("/no_such_field")
                            && error.path("code").asText().equals("unknown_field");
                }
                assertTrue(told, operation + " " + answer.raw().body());
                routes++;
            }
        }
        assertTrue(routes > 15, routes + " routes");
    }

    @Test
    void everyRouteRefusesAParameterThatItDoesNotKnow() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            if (!operation.scope().isEmpty()) {
                String body = operation.takesBody() ? "{}" : null;
                Answer answer = api.call(operation.method(), target(operation) + "?no_such=1", admin, body);
                assertEquals(
                        422, answer.status(), operation + " " + answer.raw().body());
                assertEquals("unknown_field /no_such", answer.code() + " " + answer.pointer(), operation::toString);
            }
        }
    }

    @Test
    void theClassIsTheRequestsElseTheTemplatesElseNormal() throws Exception {
        String template = "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"template\":\"otp-verification-v3\","
                + "\"variables\":{\"otp_code\":\"1\",\"expires_min\":5,\"user_name\":\"P\"}";
        assertEquals("critical", classOf(template + "}"));
        assertEquals("high", classOf(template + ",\"class\":\"high\"}"));
        assertEquals("normal", classOf(message("")));
    }

    private static String classOf(String body) throws Exception {
        String id = made("/v1/messages", body, "message_id");
        return api.get("/v1/messages/" + id).body().path("class").asText();
    }

    @Test
    void everyListHasOneShape() throws Exception {
        int lists = 0;
        for (Operation operation : DOCUMENT.operations()) {
            boolean limited = operation.queryParameters().stream()
                    .anyMatch(p -> p.path("name").asText().equals("limit"));
            if (operation.method().equals("GET") && limited) {
                Answer list = api.call("GET", target(operation) + "?limit=100", admin, null);
                assertEquals(200, list.status(), operation + " " + list.raw().body());
                assertTrue(list.body().path("data").isArray(), operation::toString);
                assertTrue(list.body().path("has_more").isBoolean(), operation::toString);
                assertTrue(list.body().has("next_cursor"), operation::toString);
                Answer tooMany = api.call("GET", target(operation) + "?limit=101", admin, null);
                assertEquals(
                        422, tooMany.status(), operation + " " + tooMany.raw().body());
                Answer offset = api.call("GET", target(operation) + "?offset=1", admin, null);
                assertEquals(
                        422, offset.status(), operation + " " + offset.raw().body());
                lists++;
            }
        }
        assertTrue(lists >= 8, lists + " lists");
    }

    @Test
    void theCapsArePublishedAndHold() throws Exception {
        JsonNode limits = api.get("/v1/limits").body();
        assertEquals(50, limits.path("recipients").asInt(), limits::toString);
        assertEquals(500, limits.path("batch").asInt(), limits::toString);
        assertEquals(25 * 1024 * 1024, limits.path("message_bytes").asInt(), limits::toString);
        assertEquals(256 * 1024, limits.path("variables_bytes").asInt(), limits::toString);
        assertEquals(512 * 1024, limits.path("template_bytes").asInt(), limits::toString);
        assertEquals(30 * 24 * 3600, limits.path("scheduled_ahead_max").asInt(), limits::toString);
        String recipients = "[\"a@example.com\"" + ",\"a@example.com\"".repeat(50) + "]";
        refused("/to", message("").replaceFirst("\"a@example.com\"", recipients));
        refused("/variables", message(",\"variables\":{\"x\":\"" + "x".repeat(256 * 1024) + "\"}"));
        refused(
                "/v1/templates",
                "/html",
                "{\"alias\":\"big\",\"subject\":\"x\",\"html\":\"" + "x".repeat(512 * 1024 + 1) + "\"}");
    }

    private static void refused(String pointer, String body) throws Exception {
        refused("/v1/messages", pointer, body);
    }

    private static void refused(String path, String pointer, String body) throws Exception {
        Answer answer = api.post(path, body);
        assertEquals(422, answer.status(), answer.raw().body());
        List<String> pointers = new ArrayList<>();
        answer.body()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        assertTrue(pointers.contains(pointer), answer.raw().body());
    }

    @Test
    void eventsHaveTheNamesOfTheDocument() {
        var documented = new TreeSet<String>();
        DOCUMENT.root().at("/components/schemas/EventType/enum").forEach(name -> documented.add(name.asText()));
        var known = new TreeSet<String>();
        for (EventType type : EventType.values()) {
            known.add(type.word());
        }
        assertEquals(known, documented);
    }

    @Test
    void secretsAreComparedWhole() {
        String hash = ApiKeys.hash(admin);
        assertTrue(ApiKeys.sameHash(hash, hash));
        for (int i = 0; i < hash.length(); i++) {
            char other = hash.charAt(i) == '0' ? '1' : '0';
            String changed = hash.substring(0, i) + other + hash.substring(i + 1);
            assertNotEquals(true, ApiKeys.sameHash(hash, changed), "at " + i);
        }
    }
}
