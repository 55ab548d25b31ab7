package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Environment;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ManagementTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    @Test
    void aNewVersionIsUsedFromTheNextSendAndRolledBackAtOnce() throws Exception {
        String path = "/v1/templates/otp-verification-v3";
        var added = api.post(path + "/versions", "{\"subject\":\"New\",\"text\":\"Hi ${user_name}\"}");
        assertEquals(201, added.status(), added.raw().body());
        assertEquals(2, added.body().path("number").asInt());
        assertEquals(1, api.get(path).body().path("active_version").asInt());
        assertEquals(
                200,
                api.call("POST", path + "/versions/2/activate", api.first.liveKey(), null)
                        .status());
        String send = "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"template\":\"otp-verification-v3\","
                + "\"variables\":{\"user_name\":\"P\"}}";
        assertEquals(200, api.post("/v1/messages", send).status());
        assertEquals(2, api.log.only().getHead().getTemplateVersion());
        api.call("POST", path + "/versions/1/activate", api.first.liveKey(), null);
        assertEquals(
                "missing_variable", api.post("/v1/messages", send).pointer().isEmpty() ? "" : "missing_variable");
        assertEquals(2, api.get(path + "/versions").body().path("data").size());
        assertEquals(
                404,
                api.call("POST", path + "/versions/7/activate", api.first.liveKey(), null)
                        .status());
    }

    @Test
    void renderingShowsWhatASendWouldSay() throws Exception {
        var answer = api.post(
                "/v1/templates/otp-verification-v3/render",
                "{\"variables\":{\"otp_code\":\"1\",\"user_name\":\"<P>\",\"expires_min\":5}}");
        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals("Code 1", answer.body().path("subject").asText());
        assertTrue(answer.body().path("html").asText().contains("&lt;P&gt;"));
        var missing = api.post("/v1/templates/otp-verification-v3/render", "{\"variables\":{}}");
        assertEquals("missing_variable", missing.code());
        assertEquals(3, missing.body().path("errors").size());
    }

    @Test
    void aSourceIsRenderedWithoutBeingPublished() throws Exception {
        String source = "{\"source\":{\"subject\":\"Hi ${a}\",\"html\":\"<p>%s\"},\"variables\":{\"a\":\"<x>\"}%s}";
        String path = "/v1/templates/draft/render";
        var answer = api.post(path, String.format(source, "${a}", ""));
        assertEquals(200, answer.status(), answer.raw().body());
        assertEquals("Hi <x>", answer.body().path("subject").asText());
        assertEquals("<p>&lt;x&gt;", answer.body().path("html").asText());
        assertTrue(answer.body().path("template_version").isNull());
        assertEquals(404, api.get("/v1/templates/draft").status());
        assertEquals(
                "/source/html",
                api.post(path, String.format(source, "[#if a]", "")).pointer());
        assertEquals(
                "/version",
                api.post(path, String.format(source, "", ",\"version\":1")).pointer());
        assertEquals(
                "/source/design",
                api.post(path, "{\"source\":{\"design\":\"x\",\"subject\":\"S\",\"text\":\"x\"}}")
                        .pointer());
        assertEquals(
                "/source/subject",
                api.post(path, "{\"source\":{\"text\":\"x\"}}").pointer());
    }

    @Test
    void aTemplateThatCannotBePublishedIsToldWhere() throws Exception {
        var answer = api.post("/v1/templates", "{\"alias\":\"bad\",\"subject\":\"x\",\"html\":\"[#if x]\"}");
        assertEquals("invalid_template", answer.code(), answer.raw().body());
        assertEquals("/html", answer.pointer());
        assertEquals(404, api.get("/v1/templates/bad").status());
        assertEquals(
                "already_exists",
                api.post("/v1/templates", "{\"alias\":\"otp-verification-v3\",\"subject\":\"x\",\"text\":\"x\"}")
                        .code());
    }

    @Test
    void aSourceIsCheckedWithoutBeingPublished() throws Exception {
        String path = "/v1/templates/draft/validate";
        JsonNode good =
                api.post(path, "{\"subject\":\"${a}\",\"text\":\"${b!}\"}").body();
        assertTrue(good.path("valid").asBoolean());
        assertEquals(
                "[{\"name\":\"a\",\"required\":true,\"type\":\"scalar\",\"default\":null},"
                        + "{\"name\":\"b\",\"required\":false,\"type\":\"scalar\",\"default\":null}]",
                good.path("variables").toString());
        JsonNode bad = api.post(path, "{\"subject\":\"x\",\"html\":\"<p>\\n [#include 'a']</p>\"}")
                .body();
        assertFalse(bad.path("valid").asBoolean());
        JsonNode error = bad.path("errors").path(0);
        assertEquals("html", error.path("part").asText());
        assertEquals(2, error.path("line").asInt());
        assertEquals(2, error.path("column").asInt());
        assertEquals(404, api.get("/v1/templates/draft").status());
    }

    @Test
    void aKeyIsShownOnceAndEndsWithItsDeletion() throws Exception {
        var created = api.post("/v1/api-keys", "{\"name\":\"ci\",\"scopes\":[\"templates:read\"]}");
        assertEquals(201, created.status(), created.raw().body());
        String key = created.body().path("key").asText();
        String path = "/v1/api-keys/" + created.body().path("id").asText();
        assertEquals(200, api.call("GET", "/v1/templates", key, null).status());
        assertFalse(api.get(path).raw().body().contains(key));
        assertEquals(204, api.call("DELETE", path, api.first.liveKey(), null).status());
        assertEquals(401, api.call("GET", "/v1/templates", key, null).status());
        assertTrue(api.get(path).body().path("revoked").asBoolean());
    }

    @Test
    void keysCannotGrantMoreThanTheirMakerMay() throws Exception {
        String body = "{\"name\":\"x\",\"scopes\":[\"admin\"],\"environment\":\"live\"}";
        assertEquals(
                403,
                api.call("POST", "/v1/api-keys", api.first.sandboxKey(), body).status());
        String reader = api.key(Environment.LIVE, "templates:read");
        assertEquals(403, api.call("POST", "/v1/api-keys", reader, body).status());
        assertEquals(403, api.call("GET", "/v1/domains", reader, null).status());
        assertEquals(
                422,
                api.post("/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"root\"]}")
                        .status());
    }

    @Test
    void whatBelongsToAnotherAccountDoesNotExist() throws Exception {
        api.dns.hosts.put("hooks.example.org", "93.184.216.34");
        String webhook = api.post("/v1/webhooks", "{\"url\":\"https://hooks.example.org/\"}")
                .body()
                .path("id")
                .asText();
        String key = api.control
                .view()
                .apiKeys(api.first.application().getId())
                .get(0)
                .getId();
        for (String path : List.of(
                "/v1/domains/dom_yourapp.com",
                "/v1/webhooks/" + webhook,
                "/v1/api-keys/" + key,
                "/v1/applications/" + api.first.application().getId(),
                "/v1/templates/otp-verification-v3")) {
            assertEquals(200, api.get(path).status(), path);
            var foreign = api.call("GET", path, api.second.liveKey(), null);
            String nothing = path.substring(0, path.length() - 1) + "~";
            var missing = api.call("GET", nothing, api.second.liveKey(), null);
            assertEquals(404, foreign.status(), path);
            assertEquals(missing.body().path("detail"), foreign.body().path("detail"), path);
        }
        assertEquals(
                404,
                api.call("DELETE", "/v1/webhooks/" + webhook, api.second.liveKey(), null)
                        .status());
        assertEquals(
                404,
                api.call("POST", "/v1/domains/dom_yourapp.com/verify", api.second.liveKey(), null)
                        .status());
        var list = api.call(
                "GET", "/v1/api-keys?application=" + api.first.application().getId(), api.second.liveKey(), null);
        assertEquals(0, list.body().path("data").size());
    }

    @Test
    void applicationsAreMadeAndListed() throws Exception {
        var made = api.post("/v1/applications", "{\"name\":\"shop\"}");
        assertEquals(201, made.status());
        assertEquals(3, api.get("/v1/applications").body().path("data").size());
        String body = "{\"name\":\"k\",\"scopes\":[\"admin\"],\"application\":\""
                + made.body().path("id").asText() + "\"}";
        String key = api.post("/v1/api-keys", body).body().path("key").asText();
        assertEquals(
                404,
                api.call("GET", "/v1/templates/otp-verification-v3", key, null).status());
    }
}
