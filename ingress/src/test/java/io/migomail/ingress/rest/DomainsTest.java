package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.Environment;
import io.migomail.core.record.Domain;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DomainsTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

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
}
