package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Environment;
import io.migomail.core.IsoTime;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be changed of a key that is in use, and by whom. */
class KeyUpdateTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String key;
    private String path;

    @BeforeEach
    void start() throws Exception {
        Answer made = api.post(
                "/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"messages:read\"],\"domains\":[\"yourapp.com\"]}");
        key = made.body().path("key").asText();
        path = "/v1/api-keys/" + made.body().path("id").asText();
    }

    private Answer patch(String body) throws Exception {
        return api.call("PATCH", path, api.first.liveKey(), body);
    }

    private String in(Duration wait) {
        return IsoTime.text(api.time.wallMillis() + wait.toMillis());
    }

    private int status(String target) throws Exception {
        return api.call("GET", target, key, null).status();
    }

    @Test
    void whatIsGivenIsChangedAndNothingElse() throws Exception {
        JsonNode before = api.get(path).body();
        JsonNode named = patch("{\"name\":\"ci\"}").body();
        assertEquals("ci", named.path("name").asText());
        for (String field : List.of("scopes", "domains", "templates", "sources", "expires_at", "hint", "created_at")) {
            assertEquals(before.path(field), named.path(field), field);
        }
        JsonNode rest = patch("{\"domains\":[],\"templates\":[\"otp-verification-v3\"],\"sources\":[\"127.0.0.1\"],"
                        + "\"require_signature\":true,\"expires_at\":\"" + in(Duration.ofDays(1)) + "\"}")
                .body();
        assertEquals("[]", rest.path("domains").toString());
        assertEquals("[\"otp-verification-v3\"]", rest.path("templates").toString());
        assertEquals("[\"127.0.0.1\"]", rest.path("sources").toString());
        assertTrue(rest.path("require_signature").asBoolean());
        assertEquals(in(Duration.ofDays(1)), rest.path("expires_at").asText());
        assertTrue(patch("{\"expires_at\":null}").body().path("expires_at").isNull());
        assertEquals(rest.path("sources"), api.get(path).body().path("sources"));
    }

    @Test
    void itHoldsWithTheNextRequest() throws Exception {
        assertEquals(200, status("/v1/messages"));
        assertEquals(403, status("/v1/templates"));
        patch("{\"scopes\":[\"templates:read\"]}");
        assertEquals(403, status("/v1/messages"));
        assertEquals(200, status("/v1/templates"));
        patch("{\"sources\":[\"10.0.0.0/8\"]}");
        assertEquals(
                "source_not_allowed",
                api.call("GET", "/v1/templates", key, null).code());
        patch("{\"sources\":[],\"require_signature\":true}");
        assertEquals(
                "signature_required",
                api.call("GET", "/v1/templates", key, null).code());
    }

    @Test
    void itIsInTheAuditLogByTheNamesOfTheFields() throws Exception {
        patch("{\"name\":\"ci\",\"scopes\":[\"stats:read\"]}");
        JsonNode entry = api.get("/v1/audit-logs?resource=" + path.substring("/v1/api-keys/".length()))
                .body()
                .path("data")
                .path(0);
        assertEquals("PATCH /v1/api-keys/{id}", entry.path("request").asText());
        assertEquals("[\"name\",\"scopes\"]", entry.path("fields").toString());
    }

    @Test
    void whatAKeyCannotBeMadeWithItCannotBecome() throws Exception {
        String[][] cases = {
            {"{\"scopes\":[]}", "/scopes"},
            {"{\"scopes\":[\"root\"]}", "/scopes/0"},
            {"{\"name\":\" \"}", "/name"},
            {"{\"domains\":[\"foreign.example\"]}", "/domains/0"},
            {"{\"templates\":[\"nothing\"]}", "/templates/0"},
            {"{\"sources\":[\"localhost\"]}", "/sources/0"},
            {"{\"expires_at\":\"" + in(Duration.ZERO) + "\"}", "/expires_at"},
            {"{\"environment\":\"live\"}", "/environment"},
            {"{\"application\":\"app_staging\"}", "/application"}
        };
        JsonNode before = api.get(path).body();
        for (String[] one : cases) {
            Answer answer = patch(one[0]);
            assertEquals(422, answer.status(), one[0]);
            assertEquals(one[1], answer.pointer(), one[0]);
        }
        assertEquals(before, api.get(path).body());
    }

    @Test
    void aKeyThatIsRevokedOrExpiredStaysSo() throws Exception {
        patch("{\"expires_at\":\"" + in(Duration.ofHours(1)) + "\"}");
        api.call("DELETE", path, api.first.liveKey(), null);
        assertEquals("key_not_active", patch("{\"name\":\"x\"}").code());
        assertEquals("key_not_active", patch("{\"expires_at\":null}").code());
    }

    @Test
    void neitherALimitedKeyNorOneOfTheSandboxWidensAnother() throws Exception {
        String limited = api.post(
                        "/v1/api-keys", "{\"name\":\"l\",\"scopes\":[\"admin\"],\"domains\":[\"yourapp.com\"]}")
                .body()
                .path("key")
                .asText();
        String sandbox = api.key(Environment.SANDBOX, "admin");
        String reader = api.key(Environment.LIVE, "messages:read");
        for (String each : List.of(limited, sandbox, reader)) {
            assertEquals(
                    "insufficient_scope",
                    api.call("PATCH", path, each, "{\"domains\":[]}").code());
        }
        assertEquals(
                404,
                api.call("PATCH", path, api.second.liveKey(), "{\"name\":\"x\"}")
                        .status());
    }
}
