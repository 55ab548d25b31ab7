package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Ids;
import io.migomail.ingress.rest.TestIngress.Answer;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed requests, as a client makes them by the words of the document. */
class SignatureTest {
    private static final String SEND =
            "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"x\",\"text\":\"caf\u00e9\"}";
    private static final long NOW = FakeTime.START.getEpochSecond();

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String key;
    private String secret;
    private String path;

    @BeforeEach
    void start() throws Exception {
        take(api.post("/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"admin\"],\"require_signature\":true}"));
    }

    private void take(Answer made) {
        assertEquals(201, made.status(), made.raw().body());
        key = made.body().path("key").asText();
        secret = made.body().path("signing_secret").asText();
        path = "/v1/api-keys/" + made.body().path("id").asText();
    }

    private static String signature(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer signed(String timestamp, String method, String target, String body) throws Exception {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String digest = HexFormat.of().formatHex(Ids.sha256(bytes));
        String text = timestamp + "." + method + "." + target + "." + digest;
        return api.call(
                method, target, key, body, "Migo-Timestamp", timestamp, "Migo-Signature", signature(secret, text));
    }

    @Test
    void aSignedRequestIsTakenWithItsQueryAndItsBody() throws Exception {
        assertEquals(200, signed("" + NOW, "POST", "/v1/messages", SEND).status());
        assertEquals("a@example.com", api.log.messages.get(0).getRecipients(0).getAddress());
        assertEquals(200, signed("" + NOW, "GET", "/v1/domains?limit=2", null).status());
        assertEquals(200, signed("" + NOW, "GET", "/v1/applications", null).status());
    }

    @Test
    void aKeyThatDemandsItTakesNothingElse() throws Exception {
        assertEquals(
                "signature_required", api.call("GET", "/v1/domains", key, null).code());
        assertEquals(
                "signature_required",
                api.call("POST", "/v1/messages", key, SEND).code());
        assertTrue(api.get(path).body().path("require_signature").asBoolean());
        assertFalse(api.get(path).raw().body().contains(secret), "shown once");
    }

    @Test
    void whatIsNotExactlyWhatWasSignedIsRefused() throws Exception {
        String digest = HexFormat.of().formatHex(Ids.sha256(SEND.getBytes(StandardCharsets.UTF_8)));
        String text = NOW + ".POST./v1/messages." + digest;
        String right = signature(secret, text);
        for (String[] wrong : List.of(
                new String[] {"" + NOW, signature("migo_ss_" + "0".repeat(64), text)},
                new String[] {"" + (NOW + 1), right},
                new String[] {"" + NOW, right.toUpperCase(java.util.Locale.ROOT)},
                new String[] {"" + NOW, right.substring(3)},
                new String[] {"" + NOW, "v1="},
                new String[] {"today", right},
                new String[] {"", right})) {
            Answer refused =
                    api.call("POST", "/v1/messages", key, SEND, "Migo-Timestamp", wrong[0], "Migo-Signature", wrong[1]);
            assertEquals("signature_invalid", refused.code(), String.join(" ", wrong));
            assertEquals(401, refused.status());
        }
        String other = SEND.replace("a@example.com", "b@example.com");
        assertEquals(
                "signature_invalid",
                api.call("POST", "/v1/messages", key, other, "Migo-Timestamp", "" + NOW, "Migo-Signature", right)
                        .code());
        assertEquals(
                "signature_invalid",
                api.call("POST", "/v1/messages?x=1", key, SEND, "Migo-Timestamp", "" + NOW, "Migo-Signature", right)
                        .code());
        assertTrue(api.log.messages.isEmpty());
    }

    @Test
    void aSignatureThatIsGivenIsCheckedAlsoWhereItNeedNotBe() throws Exception {
        assertEquals(
                "signature_invalid",
                api.call("GET", "/v1/domains", api.first.liveKey(), null, "Migo-Signature", "v1=00")
                        .code());
    }

    @Test
    void theClocksMayDifferByFiveMinutes() throws Exception {
        assertEquals(200, signed("" + (NOW - 300), "GET", "/v1/domains", null).status());
        assertEquals(200, signed("" + (NOW + 300), "GET", "/v1/domains", null).status());
        for (long away : new long[] {NOW - 301, NOW + 301, 0, 99_999_999_999L}) {
            assertEquals(
                    "signature_expired",
                    signed("" + away, "GET", "/v1/domains", null).code());
        }
    }

    @Test
    void aSignatureIsTakenOnce() throws Exception {
        assertEquals(200, signed("" + NOW, "POST", "/v1/messages", SEND).status());
        Answer again = signed("" + NOW, "POST", "/v1/messages", SEND);
        assertEquals("signature_replayed", again.code());
        assertEquals(1, api.log.messages.size());
        assertEquals(200, signed(NOW + ".5", "POST", "/v1/messages", SEND).status(), "another timestamp");
    }

    @Test
    void atAnotherNodeARepeatedChangeIsRefusedAndARepeatedSendIsTheSameMessage() throws Exception {
        String body = "{\"name\":\"once\"}";
        assertEquals(201, signed("" + NOW, "POST", "/v1/applications", body).status());
        String sent = signed("" + NOW, "POST", "/v1/messages", SEND)
                .body()
                .path("message_id")
                .asText();
        try (Ingress second = api.another()) {
            api.port = second.start();
            assertEquals(
                    "signature_replayed",
                    signed("" + NOW, "POST", "/v1/applications", body).code());
            Answer repeated = signed("" + NOW, "POST", "/v1/messages", SEND);
            assertEquals(sent, repeated.body().path("message_id").asText());
            assertNotEquals(
                    sent,
                    signed(NOW + ".5", "POST", "/v1/messages", SEND)
                            .body()
                            .path("message_id")
                            .asText());
        }
    }

    @Test
    void theSuccessorHasASecretOfItsOwn() throws Exception {
        String before = secret;
        take(signed("" + NOW, "POST", path + "/rotate", "{}"));
        assertNotEquals(before, secret);
        assertEquals(200, signed("" + NOW, "GET", "/v1/domains", null).status());
        secret = before;
        assertEquals(
                "signature_invalid",
                signed("" + NOW, "GET", "/v1/domains", null).code());
    }
}
