package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Environment;
import io.migomail.ingress.rest.TestIngress.Answer;
import io.migomail.testkit.FakeTime;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What keys are limited to, and how one takes the place of another. */
class KeysTest {
    private static final String PLAIN = "\"subject\":\"x\",\"text\":\"x\"}";
    private static final String OTP = "\"template\":\"otp-verification-v3\",\"variables\":{\"otp_code\":\"847 291\","
            + "\"user_name\":\"Priya\",\"expires_min\":5}}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Answer create(String limits) throws Exception {
        return api.post("/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"admin\"]," + limits + "}");
    }

    private String key(String limits) throws Exception {
        Answer made = create(limits);
        assertEquals(201, made.status(), made.raw().body());
        return made.body().path("key").asText();
    }

    private Answer send(String key, String from, String content) throws Exception {
        String head = "{\"to\":\"a@example.com\",\"from\":\"" + from + "\",";
        return api.call("POST", "/v1/messages", key, head + content);
    }

    @Test
    void aKeyOfOneDomainSendsFromItAndBelowIt() throws Exception {
        String key = key("\"domains\":[\"YourApp.com\"]");
        assertEquals(200, send(key, "n@yourapp.com", PLAIN).status());
        assertEquals(200, send(key, "n@mail.yourapp.com", PLAIN).status());
        String other = key("\"domains\":[\"news.yourapp.com\"]");
        Answer refused = send(other, "n@yourapp.com", PLAIN);
        assertEquals(403, refused.status());
        assertEquals("domain_not_allowed", refused.code());
        assertEquals("/from", refused.pointer());
        assertEquals(
                "domain_not_allowed", send(other, "n@ws.yourapp.com", PLAIN).code());
    }

    @Test
    void aKeyOfOneTemplateSendsNothingElse() throws Exception {
        api.post("/v1/templates", "{\"alias\":\"other\",\"subject\":\"x\",\"text\":\"x\"}");
        String key = key("\"templates\":[\"otp-verification-v3\"]");
        assertEquals(200, send(key, "n@yourapp.com", OTP).status());
        assertEquals("template_not_allowed", send(key, "n@yourapp.com", PLAIN).code());
        assertEquals(
                "template_not_allowed",
                send(key, "n@yourapp.com", "\"template\":\"other\"}").code());
    }

    @Test
    void aKeyIsUsedFromItsSourcesOnly() throws Exception {
        String here = key("\"sources\":[\"10.0.0.0/8\",\"127.0.0.0/8\"]");
        assertEquals(200, api.call("GET", "/v1/templates", here, null).status());
        String away = key("\"sources\":[\"10.0.0.0/8\",\"2001:db8::1\"]");
        Answer refused = api.call("GET", "/v1/templates", away, null, "X-Forwarded-For", "10.0.0.1");
        assertEquals(403, refused.status());
        assertEquals("source_not_allowed", refused.code());
    }

    @Test
    void limitsThatNameNothingAreRefused() throws Exception {
        for (String bad : List.of(
                "\"domains\":[\"foreign.example\"]",
                "\"domains\":[\"not a domain\"]",
                "\"domains\":\"yourapp.com\"",
                "\"templates\":[\"nothing\"]",
                "\"sources\":[\"10.0.0.1/8\"]",
                "\"sources\":[\"10.0.0.0/33\"]",
                "\"sources\":[\"localhost\"]")) {
            assertEquals(422, create(bad).status(), bad);
        }
    }

    @Test
    void aLimitedKeyMakesNoKeyThatMayMore() throws Exception {
        String key = key("\"domains\":[\"news.yourapp.com\"]");
        assertEquals(
                "insufficient_scope",
                api.call("POST", "/v1/api-keys", key, "{\"name\":\"x\",\"scopes\":[\"admin\"]}")
                        .code());
        String free = create("\"domains\":[]").body().path("id").asText();
        assertEquals(
                "insufficient_scope",
                api.call("POST", "/v1/api-keys/" + free + "/rotate", key, null).code());
    }

    @Test
    void theSuccessorMayTheSameAndBothHoldForTheOverlap() throws Exception {
        Answer made = create("\"domains\":[\"yourapp.com\"],\"sources\":[\"127.0.0.1\"]");
        String path = "/v1/api-keys/" + made.body().path("id").asText();
        String old = made.body().path("key").asText();
        Answer rotated = api.call("POST", path + "/rotate", old, "{\"overlap_seconds\":3600}");
        assertEquals(201, rotated.status(), rotated.raw().body());
        String key = rotated.body().path("key").asText();
        assertNotEquals(old, key);
        for (String field :
                List.of("name", "application", "environment", "scopes", "domains", "templates", "sources")) {
            assertEquals(made.body().path(field), rotated.body().path(field), field);
        }
        assertTrue(rotated.body().path("expires_at").isNull());
        Answer before = api.get(path);
        assertEquals(rotated.body().path("id"), before.body().path("succeeded_by"));
        assertTrue(before.body().path("expires_at").isTextual());
        assertEquals(200, send(old, "n@yourapp.com", PLAIN).status());
        assertEquals(200, send(key, "n@yourapp.com", PLAIN).status());
    }

    @Test
    void withoutAnOverlapTheKeyEndsAtOnce() throws Exception {
        Answer made = create("\"domains\":[]");
        String path = "/v1/api-keys/" + made.body().path("id").asText() + "/rotate";
        assertEquals(201, api.post(path, "{\"overlap_seconds\":0}").status());
        assertEquals(
                401,
                api.call("GET", "/v1/templates", made.body().path("key").asText(), null)
                        .status());
        assertEquals("key_not_active", api.post(path, "{}").code());
    }

    @Test
    void aKeyHasOneSuccessor() throws Exception {
        String path =
                "/v1/api-keys/" + create("\"domains\":[]").body().path("id").asText() + "/rotate";
        assertEquals(201, api.call("POST", path, api.first.liveKey(), null).status());
        Answer again = api.call("POST", path, api.first.liveKey(), null);
        assertEquals(409, again.status());
        assertEquals("key_not_active", again.code());
        assertEquals(422, api.post(path, "{\"overlap_seconds\":2592001}").status());
        assertEquals(422, api.post(path, "{\"overlap\":1}").status());
    }

    @Test
    void theSuccessorOfAKeyThatExpiresLivesAsLong() throws Exception {
        String expiry = FakeTime.START.plusSeconds(3600).toString().replace("Z", ".000Z");
        Answer made = create("\"expires_at\":\"" + expiry + "\"");
        String path = "/v1/api-keys/" + made.body().path("id").asText();
        Answer rotated = api.post(path + "/rotate", "{}");
        assertEquals(expiry, rotated.body().path("expires_at").asText());
        assertEquals(expiry, api.get(path).body().path("expires_at").asText(), "sooner than the overlap ends");
        api.post(rotatePath(rotated), "{\"overlap_seconds\":60}");
        assertEquals(
                FakeTime.START.plusSeconds(60).toString().replace("Z", ".000Z"),
                api.get("/v1/api-keys/" + rotated.body().path("id").asText())
                        .body()
                        .path("expires_at")
                        .asText());
    }

    private static String rotatePath(Answer key) {
        return "/v1/api-keys/" + key.body().path("id").asText() + "/rotate";
    }

    @Test
    void theLastUseIsShown() throws Exception {
        Answer made = create("\"domains\":[]");
        String path = "/v1/api-keys/" + made.body().path("id").asText();
        assertTrue(api.get(path).body().path("last_used_at").isNull());
        api.call("GET", "/v1/templates", made.body().path("key").asText(), null);
        assertTrue(api.get(path).body().path("last_used_at").isTextual());
    }

    @Test
    void aSandboxKeyTouchesNoLiveKey() throws Exception {
        String path =
                "/v1/api-keys/" + create("\"domains\":[]").body().path("id").asText();
        String sandbox = api.key(Environment.SANDBOX, "admin");
        assertEquals(403, api.call("POST", path + "/rotate", sandbox, null).status());
        assertEquals(403, api.call("DELETE", path, sandbox, null).status());
    }

    @Test
    void aKeyOfAnotherAccountIsNotThere() throws Exception {
        String path =
                "/v1/api-keys/" + create("\"domains\":[]").body().path("id").asText() + "/rotate";
        assertEquals(404, api.call("POST", path, api.second.liveKey(), null).status());
    }
}
