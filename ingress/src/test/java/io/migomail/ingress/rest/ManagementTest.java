package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.Environment;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementTest {
    private TestIngress api;

    @BeforeEach
    void start() throws Exception {
        api = new TestIngress();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void publish(JsonNode domain) {
        for (JsonNode record : domain.path("records")) {
            var zone = record.path("type").asText().equals("TXT") ? api.dns.txt : api.dns.cname;
            zone.put(
                    record.path("name").asText(),
                    List.of(record.path("expected").asText()));
        }
    }

    @Test
    void aDomainIsVerifiedOnceItsThreeRecordsAreThere() throws Exception {
        var created = api.post("/v1/domains", "{\"name\":\"Shop.Example\"}");
        assertEquals(201, created.status(), created.raw().body());
        JsonNode domain = created.body();
        assertEquals("shop.example", domain.path("name").asText());
        long required = 0;
        for (JsonNode record : domain.path("records")) {
            required += record.path("required").asBoolean() ? 1 : 0;
            assertEquals("pending", record.path("state").asText());
        }
        assertEquals(3, required);
        String path = "/v1/domains/" + domain.path("id").asText();
        var early = api.call("POST", path + "/verify", api.first.liveKey(), null);
        assertFalse(early.body().path("verified").asBoolean());
        assertEquals(
                "missing", early.body().path("records").path(0).path("state").asText());
        publish(domain);
        api.dns.txt.remove("_dmarc.shop.example");
        api.dns.txt.put("shop.example", List.of("google-site-verification=x", "v=spf1 mx -all"));
        var wrong = api.call("POST", path + "/verify", api.first.liveKey(), null);
        assertEquals(
                "mismatch", wrong.body().path("records").path(1).path("state").asText());
        assertFalse(wrong.body().path("verified").asBoolean());
        api.dns.txt.put("shop.example", List.of("x", "v=spf1 mx include:spf.migomail.example -all"));
        var right = api.call("POST", path + "/verify", api.first.liveKey(), null);
        assertTrue(right.body().path("verified").asBoolean(), right.raw().body());
        assertTrue(api.get(path).body().path("verified").asBoolean());
        api.dns.away = true;
        var away = api.call("POST", path + "/verify", api.first.liveKey(), null);
        assertTrue(away.body().path("verified").asBoolean(), "no answer proves nothing");
    }

    @Test
    void aDomainIsTakenAwayByItsAccountOnly() throws Exception {
        String path = "/v1/domains/"
                + api.post("/v1/domains", "{\"name\":\"shop.example\"}")
                        .body()
                        .path("id")
                        .asText();
        assertEquals(404, api.call("DELETE", path, api.second.liveKey(), null).status());
        assertEquals(
                403,
                api.call("DELETE", path, api.key(Environment.LIVE, "domains:read"), null)
                        .status());
        assertEquals(204, api.call("DELETE", path, api.first.liveKey(), null).status());
        assertEquals(404, api.get(path).status());
        assertEquals(201, api.post("/v1/domains", "{\"name\":\"shop.example\"}").status());
    }

    @Test
    void recordsThatAreGoneAreToldWhileMailGoesOn() throws Exception {
        var created = api.post("/v1/domains", "{\"name\":\"shop.example\"}");
        String path = "/v1/domains/" + created.body().path("id").asText();
        assertEquals("pending", created.body().path("status").asText());
        publish(created.body());
        api.call("POST", path + "/verify", api.first.liveKey(), null);
        api.dns.txt.remove("shop.example");
        api.call("POST", path + "/verify", api.first.liveKey(), null);
        JsonNode told = api.get(path).body();
        assertEquals("temporary_failure", told.path("status").asText());
        assertTrue(told.path("verified").asBoolean());
        assertTrue(told.path("fails_at")
                        .asText()
                        .compareTo(told.path("failing_since").asText())
                > 0);
        assertEquals("missing", told.path("records").path(1).path("state").asText());
        String send = "{\"to\":\"a@example.com\",\"from\":\"n@shop.example\",\"subject\":\"x\",\"text\":\"x\"}";
        assertEquals(200, api.post("/v1/messages", send).status());
    }

    @Test
    void keysAreRotatedOnceTheDnsShowsTheNewOnes() throws Exception {
        var created = api.post("/v1/domains", "{\"name\":\"shop.example\"}");
        String path = "/v1/domains/" + created.body().path("id").asText();
        String rotate = path + "/dkim/rotate";
        String key = api.first.liveKey();
        assertEquals("rotation_in_progress", api.call("POST", rotate, key, null).code());
        publish(created.body());
        api.call("POST", path + "/verify", key, null);
        assertEquals(404, api.call("POST", rotate, api.second.liveKey(), null).status());
        assertEquals("unknown_field", api.post(rotate, "{\"now\":true}").code());
        var rotated = api.call("POST", rotate, key, null);
        assertEquals(200, rotated.status(), rotated.raw().body());
        JsonNode next = record(rotated.body(), "dkim_rsa_next");
        assertEquals("migo2._domainkey.shop.example", next.path("name").asText());
        assertFalse(next.path("required").asBoolean());
        assertEquals("rotation_in_progress", api.call("POST", rotate, key, null).code());
        publish(rotated.body());
        JsonNode seen = api.call("POST", path + "/verify", key, null).body();
        assertEquals(
                "migo2._domainkey.shop.example",
                record(seen, "dkim_rsa").path("name").asText());
        assertEquals("verified", record(seen, "dkim_rsa").path("state").asText());
        assertTrue(record(seen, "dkim_rsa_retired").path("retire_after").isTextual());
        assertEquals("verified", seen.path("status").asText());
    }

    private static JsonNode record(JsonNode domain, String purpose) {
        for (JsonNode record : domain.path("records")) {
            if (record.path("purpose").asText().equals(purpose)) {
                return record;
            }
        }
        throw new AssertionError(purpose + " in " + domain);
    }

    @Test
    void privateKeysRestSealedForTheirDomain() throws Exception {
        var created = api.post("/v1/domains", "{\"name\":\"shop.example\",\"stream\":\"marketing\"}");
        Domain stored = api.control.view().domain(created.body().path("id").asText());
        SecretBox box = new SecretBox(new MasterKey(new byte[32]), new SecureRandom());
        byte[] seed = box.open(stored.getSelectors(1).getPrivateKey().toByteArray(), stored.getId());
        assertEquals(32, seed.length);
        assertEquals("ed25519", stored.getSelectors(1).getAlgorithm());
        assertFalse(created.raw().body().contains("private"));
    }

    @Test
    void badAndRepeatedDomainsAreRefused() throws Exception {
        assertEquals(
                "invalid_value",
                api.post("/v1/domains", "{\"name\":\"no dots\"}").code());
        assertEquals(
                "invalid_value", api.post("/v1/domains", "{\"name\":\"com\"}").code());
        assertEquals(
                "already_exists",
                api.post("/v1/domains", "{\"name\":\"yourapp.com\"}").code());
    }

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
    void aWebhookTargetMustBePublicAndItsSecretIsSealed() throws Exception {
        api.dns.hosts.put("hooks.example.org", "93.184.216.34");
        api.dns.hosts.put("inside.example.org", "10.0.0.7");
        var created = api.post("/v1/webhooks", "{\"url\":\"https://hooks.example.org/x\",\"events\":[\"delivered\"]}");
        assertEquals(201, created.status(), created.raw().body());
        String secret = created.body().path("secret").asText();
        assertTrue(secret.startsWith("whsec_"));
        String id = created.body().path("id").asText();
        assertEquals(secret, secrets(id));
        assertFalse(api.get("/v1/webhooks/" + id).raw().body().contains(secret));
        for (String url : List.of(
                "https://inside.example.org/", "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/")) {
            assertEquals(
                    "unsafe_url",
                    api.post("/v1/webhooks", "{\"url\":\"" + url + "\"}").code(),
                    url);
        }
        for (String url : List.of(
                "ftp://hooks.example.org/", "http://hooks.example.org/", "https://u:p@hooks.example.org/", "x")) {
            assertEquals(
                    "invalid_value",
                    api.post("/v1/webhooks", "{\"url\":\"" + url + "\"}").code(),
                    url);
        }
        // The local run that captures lets loopback through.
        assertEquals(
                201,
                api.post("/v1/webhooks", "{\"url\":\"http://127.0.0.1:9999/\"}").status());
        assertEquals(
                204,
                api.call("DELETE", "/v1/webhooks/" + id, api.first.liveKey(), null)
                        .status());
        assertEquals(404, api.get("/v1/webhooks/" + id).status());
    }

    @Test
    void aWebhookIsChangedWhereAFieldIsGiven() throws Exception {
        api.dns.hosts.put("hooks.example.org", "93.184.216.34");
        var made = api.post("/v1/webhooks", "{\"url\":\"https://hooks.example.org/\",\"events\":[\"delivered\"]}");
        String path = "/v1/webhooks/" + made.body().path("id").asText();
        String key = api.first.liveKey();
        var off = api.call("PATCH", path, key, "{\"enabled\":false}");
        assertEquals(200, off.status(), off.raw().body());
        assertFalse(api.get(path).body().path("enabled").asBoolean());
        assertEquals("[\"delivered\"]", off.body().path("events").toString());
        var moved = api.call("PATCH", path, key, "{\"url\":\"https://hooks.example.org/2\",\"enabled\":true}");
        assertEquals("https://hooks.example.org/2", moved.body().path("url").asText());
        assertEquals(
                "unsafe_url",
                api.call("PATCH", path, key, "{\"url\":\"https://10.0.0.1/\"}").code());
        assertEquals(
                "unknown_field",
                api.call("PATCH", path, key, "{\"secret\":\"x\"}").code());
        assertEquals(404, api.call("PATCH", path, api.second.liveKey(), "{}").status());
    }

    @Test
    void aRotatedSecretSignsBesideTheOldOne() throws Exception {
        var made = api.post("/v1/webhooks", "{\"url\":\"http://127.0.0.1:9999/\"}");
        String id = made.body().path("id").asText();
        String path = "/v1/webhooks/" + id + "/rotate-secret";
        var rotated = api.post(path, "{\"overlap_seconds\":60}");
        assertEquals(200, rotated.status(), rotated.raw().body());
        assertEquals(
                rotated.body().path("secret").asText() + " "
                        + made.body().path("secret").asText(),
                secrets(id));
        assertTrue(rotated.body().path("old_secret_until").isTextual());
        var again = api.call("POST", path, api.first.liveKey(), null);
        assertEquals(
                again.body().path("secret").asText() + " "
                        + rotated.body().path("secret").asText(),
                secrets(id));
        assertEquals(404, api.call("POST", path, api.second.liveKey(), null).status());
    }

    /** The secret of a webhook, and behind a blank the old one where there is one. */
    private String secrets(String id) {
        Webhook webhook = api.control.view().webhook(id);
        SecretBox box = new SecretBox(new MasterKey(new byte[32]), new SecureRandom());
        return Stream.of(webhook.getSecret(), webhook.getOldSecret())
                .filter(secret -> !secret.isEmpty())
                .map(secret -> new String(box.open(secret.toByteArray(), id), StandardCharsets.US_ASCII))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aWebhookMayHaveItsOwnRetrySchedule() throws Exception {
        String url = "{\"url\":\"http://127.0.0.1:9999/\",\"retry\":";
        var created = api.post("/v1/webhooks", url + "{\"schedule\":[1,60],\"max_attempts\":5}}");
        assertEquals(201, created.status(), created.raw().body());
        var retry = api.get("/v1/webhooks/" + created.body().path("id").asText())
                .body()
                .path("retry");
        assertEquals("{\"schedule\":[1,60],\"max_attempts\":5}", retry.toString());
        for (String bad : List.of(
                "{\"schedule\":[0]}",
                "{\"schedule\":[86401]}",
                "{\"schedule\":[1.5]}",
                "{\"schedule\":[\"1\"]}",
                "{\"schedule\":7}",
                "{\"max_attempts\":0}",
                "{\"max_attempts\":51}",
                "{\"max_age\":0}",
                "[]")) {
            assertEquals(422, api.post("/v1/webhooks", url + bad + "}").status(), bad);
        }
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
