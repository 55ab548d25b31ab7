package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Environment;
import io.migomail.ingress.sandbox.CapturedMail;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxMessagesTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String key;

    @BeforeEach
    void start() throws Exception {
        key = api.key(Environment.SANDBOX, "messages:read", "messages:send");
    }

    private String send(String with) throws Exception {
        String body = "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}";
        var answer = api.call("POST", "/v1/messages", with, body);
        assertEquals(200, answer.status(), answer.raw().body());
        return answer.body().path("message_id").asText();
    }

    private void capture(int number, String returnPath) {
        api.captured.mails.add(
                0,
                new CapturedMail(
                        number,
                        1_700_000_000_000L + number,
                        returnPath,
                        List.of("a@example.com"),
                        "noreply@yourapp.com",
                        "Hi",
                        List.of(
                                "pass yourapp.com/migo1 rsa-sha256",
                                "fail yourapp.com/migo1e ed25519-sha256: body changed"),
                        "",
                        700));
    }

    private TestIngress.Answer get(String path, String with) throws Exception {
        return api.call("GET", path, with, null);
    }

    @Test
    void whatWasCapturedIsToldWithTheVerdictOfEachSignature() throws Exception {
        String id = send(key);
        capture(1, TestIngress.returnPath(id, "delivered"));
        JsonNode mail = get("/v1/sandbox/messages", key).body().at("/data/0");
        assertEquals(id, mail.path("message_id").asText());
        assertEquals("a@example.com", mail.at("/recipients/0").asText());
        assertEquals("pass", mail.at("/dkim/0/result").asText());
        assertEquals("yourapp.com", mail.at("/dkim/0/domain").asText());
        assertEquals("fail", mail.at("/dkim/1/result").asText());
        assertEquals("body changed", mail.at("/dkim/1/reason").asText());
        JsonNode whole = get("/v1/sandbox/messages/1", key).body();
        assertEquals("mail 1", whole.path("source").asText());
    }

    @Test
    void nobodySeesLiveMailOrThatOfAnother() throws Exception {
        String live = send(api.first.liveKey());
        capture(1, TestIngress.returnPath(live, ""));
        capture(2, "b+" + "0".repeat(50) + "+delivered@mg.yourapp.com");
        capture(3, "somebody@example.net");
        assertEquals(0, get("/v1/sandbox/messages", key).body().path("data").size());
        capture(4, TestIngress.returnPath(send(key), "delivered"));
        assertEquals(1, get("/v1/sandbox/messages", key).body().path("data").size());
        for (String other : List.of(api.first.liveKey(), api.second.sandboxKey())) {
            assertEquals(
                    0, get("/v1/sandbox/messages", other).body().path("data").size());
            assertEquals(404, get("/v1/sandbox/messages/4", other).status());
        }
        assertEquals(404, get("/v1/sandbox/messages/1", key).status());
    }

    @Test
    void aServerThatIsAwayIsSaidToBe() throws Exception {
        api.captured.away = true;
        assertEquals("store_unavailable", get("/v1/sandbox/messages", key).code());
    }
}
