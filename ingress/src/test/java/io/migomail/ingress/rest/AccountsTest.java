package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Environment;
import io.migomail.ingress.rest.TestIngress.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, plans and applications: whose key may do what. The fixture's first account is the operator's. */
class AccountsTest {
    private static final String SEND =
            "{\"to\":\"a@example.com\",\"from\":\"n@foreign.example\",\"subject\":\"x\",\"text\":\"x\"}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String own;

    @BeforeEach
    void start() throws Exception {
        own = "/v1/accounts/" + api.second.account().getId();
    }

    private Answer tenant(String method, String path, String body) throws Exception {
        return api.call(method, path, api.second.liveKey(), body);
    }

    private Answer operator(String method, String path, String body) throws Exception {
        return api.call(method, path, api.first.liveKey(), body);
    }

    @Test
    void aKeySeesAndNamesItsOwnAccountOnly() throws Exception {
        JsonNode list = tenant("GET", "/v1/accounts", null).body().path("data");
        assertEquals(1, list.size());
        assertEquals("second", list.path(0).path("username").asText());
        assertEquals(90, list.path(0).at("/limits/retention_days").asInt());
        assertEquals(
                "Second Ltd",
                tenant("PATCH", own, "{\"name\":\"Second Ltd\"}")
                        .body()
                        .path("name")
                        .asText());
        String foreign = "/v1/accounts/" + api.first.account().getId();
        assertEquals(404, tenant("GET", foreign, null).status());
        assertEquals(404, tenant("PATCH", foreign, "{\"name\":\"x\"}").status());
        assertEquals(404, tenant("DELETE", foreign, null).status());
    }

    @Test
    void onlyTheOperatorOpensClosesAndPlans() throws Exception {
        assertEquals(
                "insufficient_scope",
                tenant("POST", "/v1/accounts", "{\"username\":\"x\"}").code());
        assertEquals(
                "insufficient_scope",
                tenant("PATCH", own, "{\"plan\":\"enterprise\"}").code());
        assertEquals("insufficient_scope", tenant("DELETE", own, null).code());
        assertEquals(
                2, operator("GET", "/v1/accounts", null).body().path("data").size());
        assertEquals(200, operator("PATCH", own, "{\"plan\":\"enterprise\"}").status());
        assertEquals(200, tenant("POST", "/v1/messages", SEND).status());
        assertEquals(365, api.log.only().getHead().getRetentionDays());
        String sandbox = api.first.sandboxKey();
        assertEquals(
                "insufficient_scope",
                api.call("POST", "/v1/accounts", sandbox, "{\"username\":\"x\"}")
                        .code());
    }

    @Test
    void aNewAccountCanSendOnceItHasADomain() throws Exception {
        Answer made = operator("POST", "/v1/accounts", "{\"username\":\"acme\"}");
        assertEquals(201, made.status(), made.raw().body());
        String key = made.body().path("live_key").asText();
        assertEquals(
                "domain_not_verified",
                api.call("POST", "/v1/messages", key, SEND).code());
        JsonNode applications =
                api.call("GET", "/v1/applications", key, null).body().path("data");
        assertEquals(
                made.body().path("application").asText(),
                applications.path(0).path("id").asText());
        assertFalse(api.call("GET", "/v1/accounts", key, null)
                .body()
                .at("/data/0/operator")
                .asBoolean());
        assertEquals(
                "already_exists",
                operator("POST", "/v1/accounts", "{\"username\":\"acme\"}").code());
        for (String bad : new String[] {"migo", "Acme", "a b", "-a", ""}) {
            assertEquals(
                    422,
                    operator("POST", "/v1/accounts", "{\"username\":\"" + bad + "\"}")
                            .status(),
                    bad);
        }
    }

    @Test
    void anAccountIsMadeInACellThatThereIs() throws Exception {
        Answer made = operator("POST", "/v1/accounts", "{\"username\":\"acme\",\"cell\":0}");
        assertEquals(0, made.body().path("cell").asInt(-1), made.raw().body());
        Answer beyond = operator("POST", "/v1/accounts", "{\"username\":\"other\",\"cell\":1}");
        assertEquals(422, beyond.status());
        assertEquals(
                "/cell",
                beyond.body().at("/errors/0/pointer").asText(),
                beyond.raw().body());
    }

    @Test
    void aClosedAccountsKeysEndUntilItIsOpenedAgain() throws Exception {
        assertEquals(204, operator("DELETE", own, null).status());
        assertEquals("invalid_api_key", tenant("GET", "/v1/domains", null).code());
        assertEquals("closed", operator("GET", own, null).body().path("status").asText());
        assertEquals(200, operator("PATCH", own, "{\"status\":\"active\"}").status());
        assertEquals(200, tenant("GET", "/v1/domains", null).status());
        String itself = "/v1/accounts/" + api.first.account().getId();
        assertEquals("in_use", operator("DELETE", itself, null).code());
    }

    @Test
    void limitsShowWhatEachPlanSets() throws Exception {
        JsonNode plans = api.call("GET", "/v1/limits", null, null).body().path("plans");
        assertEquals(90, plans.at("/standard/retention_days").asInt());
        assertEquals(365, plans.at("/enterprise/retention_days").asInt());
        Answer answer = tenant("GET", "/v1/domains", null);
        assertEquals(
                plans.at("/standard/requests_per_second").asText(),
                answer.raw().headers().firstValue("RateLimit-Limit").orElseThrow());
    }

    @Test
    void aPlanBoundsTheApplications() throws Exception {
        int allowed = api.call("GET", "/v1/limits", null, null)
                .body()
                .at("/plans/standard/applications")
                .asInt();
        for (int i = 1; i < allowed; i++) {
            assertEquals(
                    201, tenant("POST", "/v1/applications", "{\"name\":\"x\"}").status());
        }
        assertEquals(
                "plan_limit_reached",
                tenant("POST", "/v1/applications", "{\"name\":\"x\"}").code());
    }

    @Test
    void anApplicationIsRenamedAndDeletedOnceNothingUsesIt() throws Exception {
        String id = operator("POST", "/v1/applications", "{\"name\":\"shop\"}")
                .body()
                .path("id")
                .asText();
        String path = "/v1/applications/" + id;
        assertEquals(
                "store",
                operator("PATCH", path, "{\"name\":\"store\"}")
                        .body()
                        .path("name")
                        .asText());
        String made = "{\"name\":\"k\",\"scopes\":[\"admin\"],\"application\":\"" + id + "\"}";
        Answer key = operator("POST", "/v1/api-keys", made);
        assertEquals("in_use", operator("DELETE", path, null).code());
        String secret = key.body().path("key").asText();
        String hook = api.call("POST", "/v1/webhooks", secret, "{\"url\":\"http://127.0.0.1:9/\"}")
                .body()
                .path("id")
                .asText();
        operator("DELETE", "/v1/api-keys/" + key.body().path("id").asText(), null);
        Answer used = operator("DELETE", path, null);
        assertEquals("in_use", used.code());
        assertTrue(used.body().path("detail").asText().contains("webhooks"));
        String again = operator("POST", "/v1/api-keys", made).body().path("key").asText();
        assertEquals(
                204, api.call("DELETE", "/v1/webhooks/" + hook, again, null).status());
        assertEquals("in_use", api.call("DELETE", path, again, null).code());
        JsonNode keys =
                operator("GET", "/v1/api-keys?application=" + id, null).body().path("data");
        for (JsonNode each : keys) {
            operator("DELETE", "/v1/api-keys/" + each.path("id").asText(), null);
        }
        assertEquals(204, operator("DELETE", path, null).status());
        assertEquals(404, operator("GET", path, null).status());
        assertEquals(
                "insufficient_scope",
                api.call("PATCH", "/v1/applications/" + api.first.application().getId(), sandbox(), "{}")
                        .code());
    }

    private String sandbox() throws Exception {
        return api.key(Environment.SANDBOX, "admin");
    }
}
