package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.ApiKeys;
import io.migomail.core.Environment;
import io.migomail.ingress.rest.TestIngress.Answer;
import io.migomail.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who changed what, told to the account that it belongs to. */
class AuditLogsTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private JsonNode newest(String query) throws Exception {
        return api.get("/v1/audit-logs" + query).body().path("data").path(0);
    }

    @Test
    void anEntryTellsWhoWhatAndFromWhere() throws Exception {
        String secret = "\"password\":\"correct horse battery\"";
        Answer user = api.post("/v1/users", "{\"email\":\"a@yourapp.com\",\"role\":\"owner\"," + secret + "}");
        String id = user.body().path("id").asText();
        Answer changed = api.call("PATCH", "/v1/users/" + id, api.first.liveKey(), "{\"name\":\"Ann\"," + secret + "}");
        JsonNode entry = newest("?resource=" + id);
        String key = api.control
                .view()
                .apiKeyByHash(ApiKeys.hash(api.first.liveKey()))
                .getId();
        String name = api.control.view().apiKey(key).getName();
        assertEquals("updated", entry.path("action").asText());
        assertEquals("user", entry.at("/resource/type").asText());
        assertEquals(id, entry.at("/resource/id").asText());
        assertEquals("[\"name\",\"password\"]", entry.path("fields").toString());
        assertEquals(
                "{\"type\":\"api_key\",\"id\":\"" + key + "\",\"name\":\"" + name + "\",\"source\":\"127.0.0.1\"}",
                entry.path("actor").toString());
        assertEquals("PATCH /v1/users/{id}", entry.path("request").asText());
        assertEquals(
                changed.raw().headers().firstValue("X-Request-Id").orElseThrow(),
                entry.path("request_id").asText());
        assertTrue(entry.path("at").isTextual());
        String all = api.get("/v1/audit-logs").raw().body();
        assertFalse(all.contains("horse") || all.contains("argon2") || all.contains("migo_sk"), all);
    }

    @Test
    void filtersAndPagesHoldTogether() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.post("/v1/applications", "{\"name\":\"a" + i + "\"}");
        }
        String sandbox = api.key(Environment.SANDBOX, "admin");
        Answer made = api.call("POST", "/v1/applications", sandbox, "{\"name\":\"x\"}");
        Set<String> ids = new TreeSet<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/v1/audit-logs?resource=application&limit=4" + cursor)
                    .body();
            page.path("data").forEach(entry -> ids.add(entry.at("/resource/id").asText()));
            sizes.add(page.path("data").size());
            cursor = page.path("has_more").asBoolean()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        assertEquals(List.of(4, 2), sizes);
        assertEquals(6, ids.size());
        String actor = newest("?resource=" + made.body().path("id").asText())
                .at("/actor/id")
                .asText();
        assertEquals(
                1, api.get("/v1/audit-logs?actor=" + actor).body().path("data").size());
        assertEquals(
                0,
                api.get("/v1/audit-logs?until=2026-01-01T00:00:00Z")
                        .body()
                        .path("data")
                        .size());
        assertEquals("invalid_value", api.get("/v1/audit-logs?since=yesterday").code());
    }

    @Test
    void anAccountSeesItsOwnAndOfTheOperatorNoMoreThanThatItWasHim() throws Exception {
        String account = api.second.account().getId();
        api.call("PATCH", "/v1/accounts/" + account, api.first.liveKey(), "{\"plan\":\"enterprise\"}");
        JsonNode own = api.call("GET", "/v1/audit-logs", api.second.liveKey(), null)
                .body()
                .path("data");
        assertEquals(1, own.size());
        assertEquals(
                "{\"type\":\"operator\",\"id\":null,\"name\":null,\"source\":null}",
                own.path(0).path("actor").toString());
        assertEquals("[\"plan\"]", own.path(0).path("fields").toString());
        String foreign = "/v1/audit-logs?account=" + api.first.account().getId();
        assertEquals(
                0,
                api.call("GET", foreign, api.second.liveKey(), null)
                        .body()
                        .path("data")
                        .size());
        assertEquals(account, newest("?account=" + account).at("/resource/id").asText());
    }

    @Test
    void changesOfSuppressionsAreToldWithoutTheirAddresses() throws Exception {
        String key = api.first.liveKey();
        String address = "priya@example.com";
        String id = api.post("/v1/suppressions", "{\"address\":\"Priya@example.com\"}")
                .body()
                .path("id")
                .asText();
        ((FakeTime) api.time).advance(Duration.ofSeconds(1));
        api.call("DELETE", "/v1/suppressions/" + address, key, null);
        String sandbox = api.key(Environment.SANDBOX, "suppressions:write");
        api.call("POST", "/v1/suppressions", sandbox, "{\"address\":\"" + address + "\"}");
        JsonNode of = api.get("/v1/audit-logs?resource=" + id).body().path("data");
        assertEquals(
                List.of("deleted", "created"),
                List.of(of.at("/0/action").asText(), of.at("/1/action").asText()));
        assertEquals(2, of.size(), "that of the sandbox is another one");
        assertEquals("DELETE /v1/suppressions/{address}", of.at("/0/request").asText());
        assertTrue(of.at("/0/count").isNull());
        api.post(
                "/v1/suppressions/import",
                "{\"suppressions\":[{\"address\":\"a@example.com\"},{\"address\":\"b@example.com\"}]}");
        JsonNode loaded = newest("?resource=suppression_list");
        assertEquals(2, loaded.path("count").asInt(), loaded::toString);
        assertEquals("updated", loaded.path("action").asText());
        assertEquals(api.first.application().getId(), loaded.at("/resource/id").asText());
        assertEquals(
                3,
                api.get("/v1/audit-logs?resource=suppression")
                        .body()
                        .path("data")
                        .size());
        String all = api.get("/v1/audit-logs").raw().body();
        assertFalse(all.contains("@example.com") || all.contains("priya"), all);
    }

    @Test
    void whatIsRefusedOrNotStoredLeavesNoChangeWithoutAnEntry() throws Exception {
        api.post("/v1/suppressions", "{\"address\":\"nobody\"}");
        assertTrue(newest("?resource=suppression").isMissingNode());
        api.facts.away = true;
        assertEquals(
                503,
                api.post("/v1/suppressions", "{\"address\":\"a@example.com\"}").status());
        assertEquals("created", newest("?resource=suppression").path("action").asText());
    }

    @Test
    void everyKindOfChangeLeavesAnEntry() throws Exception {
        api.post("/v1/domains", "{\"name\":\"shop.example\"}");
        api.post("/v1/templates", "{\"alias\":\"t\",\"subject\":\"x\",\"text\":\"x\"}");
        String hook = api.post("/v1/webhooks", "{\"url\":\"http://127.0.0.1:9/\"}")
                .body()
                .path("id")
                .asText();
        api.call("DELETE", "/v1/webhooks/" + hook, api.first.liveKey(), null);
        String key = api.post("/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"admin\"]}")
                .body()
                .path("id")
                .asText();
        api.call("DELETE", "/v1/api-keys/" + key, api.first.liveKey(), null);
        Set<String> told = new TreeSet<>();
        api.get("/v1/audit-logs?limit=100")
                .body()
                .path("data")
                .forEach(entry -> told.add(entry.at("/resource/type").asText() + " "
                        + entry.path("action").asText()));
        assertTrue(
                told.containsAll(Set.of(
                        "domain created",
                        "template created",
                        "template_version created",
                        "webhook created",
                        "webhook deleted",
                        "api_key created",
                        "api_key updated")),
                told.toString());
        assertEquals("[\"revoked\"]", newest("?resource=" + key).path("fields").toString());
    }
}
