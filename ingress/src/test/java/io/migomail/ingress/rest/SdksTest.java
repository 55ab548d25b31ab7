package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.sdks.Driver;
import io.migomail.sdks.Language;
import io.migomail.testkit.FakeTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every client library against the product's own REST door, with requests that its own check of signatures takes. */
class SdksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTP = "{\"to\":\"priya@example.com\",\"from\":\"noreply@yourapp.com\","
            + "\"template\":\"otp-verification-v3\",\"variables\":{\"otp_code\":\"847 291\",\"expires_min\":5,"
            + "\"user_name\":\"Zo\u00eb\"}}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Driver start(Language language) throws Exception {
        if (!language.installed() && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("not installed: " + language.interpreter());
        }
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("migomail"))) {
            root = root.getParent();
        }
        return Driver.start(language, root, Map.of());
    }

    private ObjectNode client(JsonNode key) {
        ObjectNode out = JSON.createObjectNode().put("do", "client");
        out.putObject("options")
                .put("key", key.path("key").asText())
                .put("base_url", "http://127.0.0.1:" + api.port)
                .put("now_ms", FakeTime.START.toEpochMilli());
        return out;
    }

    private ObjectNode signing(JsonNode key) {
        ObjectNode out = client(key);
        out.withObject("/options")
                .put("signing_secret", key.path("signing_secret").asText());
        return out;
    }

    private static JsonNode call(String resource, String method, String more) throws Exception {
        ObjectNode out = JSON.createObjectNode()
                .put("do", "call")
                .put("resource", resource)
                .put("method", method);
        JSON.readTree(more).fields().forEachRemaining(each -> out.set(each.getKey(), each.getValue()));
        return out;
    }

    private JsonNode key() throws Exception {
        return api.post("/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"admin\"],\"require_signature\":true}")
                .body();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatDemandsSignaturesTakesTheLibrarysRequests(Language language) throws Exception {
        JsonNode key = key();
        try (Driver driver = start(language)) {
            driver.ask(signing(key));
            JsonNode sent = driver.ask(call("messages", "send", "{\"params\":" + OTP + "}"));
            assertEquals("queued", sent.at("/result/status").asText(), sent::toString);
            assertEquals(
                    "priya@example.com",
                    api.log.messages.get(0).getRecipients(0).getAddress());
            JsonNode story = driver.ask(call(
                    "messages",
                    "get",
                    "{\"path\":[\"" + sent.at("/result/message_id").asText() + "\"]}"));
            assertEquals(sent.at("/result/message_id"), story.at("/result/message_id"), story::toString);
            JsonNode domains = driver.ask(call("domains", "list", "{\"params\":{\"limit\":2},\"all\":true}"));
            Set<String> names = new HashSet<>();
            domains.path("result").forEach(each -> names.add(each.path("name").asText()));
            assertEquals(4, domains.path("result").size(), domains::toString);
            assertEquals(4, names.size(), domains::toString);
            for (int i = 0; i < 20; i++) {
                assertTrue(driver.ask(call("limits", "get", "{}"))
                        .at("/result/plans")
                        .isObject());
                JsonNode again = driver.ask(call("applications", "list", "{}"));
                assertTrue(again.has("result"), () -> "an equal request in the same second: " + again);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsOfTheProductAreTyped(Language language) throws Exception {
        JsonNode key = key();
        try (Driver driver = start(language)) {
            driver.ask(client(key));
            JsonNode unsigned = driver.ask(call("messages", "send", "{\"params\":" + OTP + "}"));
            assertEquals("authentication", unsigned.at("/error/type").asText(), unsigned::toString);
            assertEquals("signature_required", unsigned.at("/error/code").asText());
            driver.ask(signing(key));
            JsonNode missing =
                    driver.ask(call("messages", "send", "{\"params\":" + OTP.replace("\"expires_min\":5,", "") + "}"));
            assertEquals("missing_variable", missing.at("/error/code").asText(), missing::toString);
            assertEquals(
                    "/variables/expires_min",
                    missing.at("/error/errors/0/pointer").asText());
            assertTrue(missing.at("/error/request_id").asText().startsWith("req_"), missing::toString);
            JsonNode none = driver.ask(call("messages", "get", "{\"path\":[\"msg_none\"]}"));
            assertEquals("not_found", none.at("/error/type").asText(), none::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameIdempotencyKeyIsOneMail(Language language) throws Exception {
        JsonNode key = key();
        try (Driver driver = start(language)) {
            driver.ask(signing(key));
            JsonNode send = call("messages", "send", "{\"idempotency_key\":\"order-17\",\"params\":" + OTP + "}");
            JsonNode first = driver.ask(send);
            assertEquals("queued", first.at("/result/status").asText(), first::toString);
            assertEquals(first.at("/result/message_id"), driver.ask(send).at("/result/message_id"), first::toString);
            assertEquals(1, api.log.messages.size());
        }
    }
}
