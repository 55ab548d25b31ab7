package io.migomail.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.e2e.Await;
import io.migomail.e2e.PatientClient;
import io.migomail.e2e.SecondNode;
import io.migomail.e2e.StackFixture;
import io.migomail.standalone.Api;
import io.migomail.testkit.DnsZone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An account with an owner and one of everything.
 *
 * @param marks by what it is: every id, name, address and subject that nobody else may see
 */
record Tenant(String account, String application, String email, Map<String, String> marks) {
    static final String PASSWORD = "correct horse battery";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param node by which the zone is asked, for the domain is to be verified */
    static Tenant open(StackFixture stack, SecondNode node, DnsZone zone, String name) throws Exception {
        String http = stack.ready().http();
        JsonNode made = new Api(http, stack.ready().liveKey())
                .post("/v1/accounts", json(Map.of("username", name, "name", "Account " + name)), 201);
        String key = made.path("live_key").asText();
        Api api = new Api(http, key);
        Map<String, String> marks = new LinkedHashMap<>();
        String email = "owner@" + name + ".example";
        marks.put(
                "user",
                id(api, "/v1/users", Map.of("email", email, "name", "", "role", "owner", "password", PASSWORD)));
        verify(new Api(node.http(), key), zone, name + ".example", marks);
        marks.put("key", id(api, "/v1/api-keys", Map.of("name", "key-of-" + name, "scopes", List.of("messages:send"))));
        marks.put("key name", "key-of-" + name);
        marks.put(
                "template",
                id(api, "/v1/templates", Map.of("alias", "letter-" + name, "subject", "x", "html", "<p>x</p>")));
        marks.put("alias", "letter-" + name);
        String hook = "http://127.0.0.1:9/hook-of-" + name;
        marks.put("webhook", id(api, "/v1/webhooks", Map.of("url", hook, "events", List.of("canceled"))));
        marks.put("url", hook);
        marks.put("suppression", "nobody@suppressed-by-" + name + ".example");
        api.post("/v1/suppressions", json(Map.of("address", marks.get("suppression"))), 201);
        marks.put("pool", api.get("/v1/ip-pools", 200).at("/data/0/id").asText());
        send(http, key, name, marks);
        marks.put("account name", "Account " + name);
        marks.put("application", made.path("application").asText());
        return new Tenant(made.path("id").asText(), made.path("application").asText(), email, marks);
    }

    private static void send(String http, String key, String name, Map<String, String> marks) throws Exception {
        marks.put("recipient", "priya@reader-of-" + name + ".example");
        marks.put("subject", "Subject of " + name);
        String id = new PatientClient(http, key)
                .send(json(Map.of(
                        "to",
                        marks.get("recipient"),
                        "from",
                        "noreply@" + marks.get("domain name"),
                        "subject",
                        marks.get("subject"),
                        "text",
                        "Hello.")));
        marks.put("message", id);
        Api api = new Api(http, key);
        Await.until(
                "the message of " + name,
                () -> api.get("/v1/messages/" + id, 200).path("status").asText(),
                "delivered"::equals);
    }

    private static void verify(Api api, DnsZone zone, String name, Map<String, String> marks) throws Exception {
        JsonNode made = api.post("/v1/domains", json(Map.of("name", name)), 201);
        for (JsonNode record : made.path("records")) {
            zone.record(
                    record.path("type").asText(),
                    record.path("name").asText(),
                    record.path("expected").asText());
        }
        marks.put("domain", made.path("id").asText());
        marks.put("domain name", name);
        JsonNode verified = api.post("/v1/domains/" + marks.get("domain") + "/verify", "{}", 200);
        if (!verified.path("verified").asBoolean()) {
            throw new AssertionError("not verified: " + verified);
        }
    }

    private static String id(Api api, String path, Map<String, ?> body) throws Exception {
        return api.post(path, json(body), 201).path("id").asText();
    }

    private static String json(Map<String, ?> body) throws Exception {
        return JSON.writeValueAsString(body);
    }

    /** Where its pages are. */
    String base() {
        return "/dashboard/" + application + "/live";
    }

    /** The pages of what it has, below the base of whoever asks for them. */
    List<String> details() {
        return List.of(
                "/messages/" + marks.get("message"),
                "/messages/" + marks.get("message") + "/content",
                "/messages/" + marks.get("message") + "/webhooks",
                "/messages/" + marks.get("message") + "/proof",
                "/templates/" + marks.get("alias"),
                "/templates/" + marks.get("alias") + "/edit",
                "/domains/" + marks.get("domain"),
                "/keys/" + marks.get("key"),
                "/webhooks/" + marks.get("webhook"),
                "/webhooks/" + marks.get("webhook") + "/deliveries",
                "/webhooks/" + marks.get("webhook") + "/replay",
                "/ip-pools/" + marks.get("pool"));
    }
}
