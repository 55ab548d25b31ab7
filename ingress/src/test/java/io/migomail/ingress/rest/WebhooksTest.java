package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.record.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

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
}
