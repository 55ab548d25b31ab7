package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.migomail.core.Erased;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.Setting;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.ProofKey;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proofs as others see them: verified by a JOSE library that knows nothing of this product. */
class ProofsTest {
    static final byte[] OCTETS = Ids.sha256(new byte[] {1});
    static final byte[] BODY = Ids.sha256(new byte[] {2});
    static final byte[] CERTIFICATE = Ids.sha256(new byte[] {3});

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id;
    private AcceptedMessage message;

    @BeforeEach
    void send() throws Exception {
        id = api.sendToTwo();
        message = api.log.only();
    }

    private MailEvent.Builder event(int recipient, EventType type, int attempt, long afterMillis) {
        long received = message.getHead().getReceivedAt();
        return MailEvent.newBuilder()
                .setEventId("evt_" + recipient + type + attempt)
                .setType(type.word())
                .setAt(received + afterMillis)
                .setHead(message.getHead())
                .setRecipient(message.getRecipients(recipient).getAddress())
                .setDeliveryId(Ids.delivery(id, recipient))
                .setAttempt(attempt)
                .setInstants(Instants.newBuilder().setReceivedAt(received).setQueuedAt(received + 10))
                .setExpiresAt(message.getExpiresAt());
    }

    private MailEvent refused(int recipient) {
        return event(recipient, EventType.SOFT_BOUNCE, 1, 100)
                .setSmtp(smtp("rcpt", 451, "4.7.1", "451 4.7.1 greylisted"))
                .build();
    }

    private MailEvent delivered(int recipient) {
        MailEvent.Builder event = event(recipient, EventType.DELIVERED, 2, 60_100)
                .setSize(2_345)
                .setSmtp(smtp("dot", 250, "2.0.0", "250 2.0.0 queued as 4711"))
                .setSent(SentMail.newBuilder()
                        .setDigest(ByteString.copyFrom(OCTETS))
                        .addSignatures(DkimSignature.newBuilder()
                                .setDomain("yourapp.com")
                                .setSelector("migo1")
                                .setAlgorithm("rsa-sha256")
                                .setBodyHash(ByteString.copyFrom(BODY))
                                .setSignature(ByteString.copyFromUtf8("signature"))));
        long received = message.getHead().getReceivedAt();
        event.getInstantsBuilder()
                .setRenderedAt(received + 20)
                .setDispatchedAt(received + 60_050)
                .setAcceptedAt(received + 60_100);
        return event.build();
    }

    private static SmtpResult smtp(String stage, int code, String enhanced, String response) {
        return SmtpResult.newBuilder()
                .setStage(stage)
                .setCode(code)
                .setEnhanced(enhanced)
                .setResponse(response)
                .setMx("mx1.example.com")
                .setMxIp("192.0.2.25")
                .setEgressIp("198.51.100.7")
                .setTlsVersion("TLSv1.3")
                .setTlsCipher("TLS_AES_256_GCM_SHA384")
                .setTlsCertificate(ByteString.copyFrom(CERTIFICATE))
                .build();
    }

    private Answer ask(MailEvent... events) throws Exception {
        api.events.put(message.getHead().getApplicationId() + "/" + id, new ArrayList<>(List.of(events)));
        return api.get("/v1/messages/" + id + "/proof");
    }

    private String proof(MailEvent... events) throws Exception {
        Answer answer = ask(events);
        assertEquals(200, answer.status(), answer.raw().body());
        return answer.body().at("/proofs/0/jws").asText();
    }

    /** What anybody may fetch. */
    private String published() throws Exception {
        Answer answer = api.call("GET", "/.well-known/jwks.json", null, null);
        assertEquals(200, answer.status());
        assertTrue(answer.raw().headers().firstValue("Cache-Control").orElse("").contains("max-age"));
        return answer.raw().body();
    }

    /** With keys as text and nothing else; null where it is not genuine. */
    static JsonNode verified(String jws, String published) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        try {
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256"));
            signature.setCompactSerialization(jws);
            JsonWebKey key =
                    new JsonWebKeySet(published).findJsonWebKey(signature.getKeyIdHeaderValue(), "EC", "sig", "ES256");
            if (key == null || !"delivery-proof+jwt".equals(signature.getHeader("typ"))) {
                return null;
            }
            signature.setKey(key.getKey());
            return signature.verifySignature() ? new ObjectMapper().readTree(signature.getPayload()) : null;
        } catch (JoseException e) {
            return null;
        }
    }

    @Test
    void aProofVerifiesWithTheKeysThatAnybodyGets() throws Exception {
        JsonNode claims = verified(proof(refused(0), delivered(0)), published());
        JsonNode schema = OpenApiDocument.get().root().at("/components/schemas/ProofClaims");
        assertEquals(List.of(), SchemaCheck.faults(OpenApiDocument.get(), schema, claims));
        assertEquals(api.time.wallMillis() / 1000, claims.path("iat").asLong());
        assertEquals(id, claims.path("message_id").asText());
        assertEquals(api.first.account().getId(), claims.path("account").asText());
        assertEquals(api.first.application().getId(), claims.path("application").asText());
        assertEquals("live", claims.path("environment").asText());
        assertEquals("noreply@yourapp.com", claims.path("sender").asText());
        assertEquals("a@example.com", claims.path("recipient").asText());
        assertEquals("delivered", claims.path("state").asText());
        assertTrue(claims.path("settled").asBoolean());
        assertEquals(claims.path("accepted_at"), claims.path("state_at"));
    }

    @Test
    void itStatesWhatWasSentAndHowEveryAttemptEnded() throws Exception {
        JsonNode claims = verified(proof(refused(0), delivered(0)), published());
        JsonNode sent = claims.path("message");
        assertEquals(hex(OCTETS), sent.path("sha256").asText());
        assertEquals(hex(BODY), sent.path("body_sha256").asText());
        assertEquals(2_345, sent.path("size").asInt());
        JsonNode dkim = sent.at("/dkim_signatures/0");
        assertEquals(
                "yourapp.com migo1 rsa-sha256 " + base64(BODY) + " "
                        + base64("signature".getBytes(StandardCharsets.UTF_8)),
                Stream.of("d", "s", "a", "bh", "b")
                        .map(tag -> dkim.path(tag).asText())
                        .reduce((a, b) -> a + " " + b)
                        .orElseThrow());
        JsonNode first = claims.at("/attempts/0");
        assertEquals("451 4.7.1 greylisted", first.path("response").asText());
        assertTrue(first.path("message_sha256").isNull(), "the message was not sent to it");
        JsonNode second = claims.at("/attempts/1");
        assertEquals("250 2.0.0 queued as 4711", second.path("response").asText());
        assertEquals(hex(OCTETS), second.path("message_sha256").asText());
        for (JsonNode attempt : claims.path("attempts")) {
            assertEquals("mx1.example.com", attempt.path("mx").asText());
            assertEquals("192.0.2.25", attempt.path("mx_ip").asText());
            assertEquals("198.51.100.7", attempt.path("egress_ip").asText());
            assertEquals("TLSv1.3", attempt.path("tls").asText());
            assertEquals("TLS_AES_256_GCM_SHA384", attempt.path("tls_cipher").asText());
            assertEquals(
                    hex(CERTIFICATE), attempt.path("tls_certificate_sha256").asText());
        }
    }

    @Test
    void noFieldOfItCanBeChanged() throws Exception {
        String jws = proof(refused(0), delivered(0));
        String published = published();
        assertNotNull(verified(jws, published));
        String[] parts = jws.split("\\.");
        int changed = 0;
        for (int part = 0; part < 2; part++) {
            JsonNode tree = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[part]));
            for (JsonNode forged : Forgeries.of(tree)) {
                String[] made = parts.clone();
                made[part] = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(forged.toString().getBytes(StandardCharsets.UTF_8));
                assertNull(verified(String.join(".", made), published), forged::toString);
                changed++;
            }
        }
        assertTrue(changed > 60, "fields changed: " + changed);
    }

    @Test
    void noOctetOfItsSignatureCanBeChanged() throws Exception {
        String jws = proof(delivered(0));
        String published = published();
        String[] parts = jws.split("\\.");
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        assertEquals(64, signature.length);
        for (int i = 0; i < signature.length; i++) {
            byte[] forged = signature.clone();
            forged[i] ^= 1;
            String made = parts[0] + "." + parts[1] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            assertNull(verified(made, published), "octet " + i);
        }
    }

    @Test
    void afterARotationOldProofsVerifyAndNewOnesAreSignedWithTheNewKey() throws Exception {
        String before = proof(delivered(0));
        Answer rotated = api.post("/v1/proof-keys/rotate", "{}");
        assertEquals(201, rotated.status(), rotated.raw().body());
        assertEquals(2, rotated.body().path("published").asInt());
        String after = proof(delivered(0));

        String published = published();
        assertEquals("delivered", verified(before, published).path("state").asText());
        assertEquals("delivered", verified(after, published).path("state").asText());
        assertEquals(rotated.body().path("kid").asText(), keyOf(after));
        assertNotEquals(keyOf(before), keyOf(after));
    }

    @Test
    void privateKeysAreSealedAndGoneWithTheirRotation() throws Exception {
        proof(delivered(0));
        for (int i = 0; i < 2; i++) {
            api.post("/v1/proof-keys/rotate", "{}");
        }
        List<ProofKey> keys = api.control.view().proofKeyring("proofs").getKeysList();
        assertEquals(
                List.of(true, true, false),
                keys.stream().map(key -> key.getPrivateKey().isEmpty()).toList());
        // An EC key's PKCS#8 holds the name of its curve.
        byte[] curve = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07};
        assertEquals(
                -1, indexOf(keys.get(2).getPrivateKey().toByteArray(), curve), "the private key is not in the clear");
        for (JsonNode key : new ObjectMapper().readTree(published()).path("keys")) {
            assertFalse(key.has("d"));
        }
    }

    @Test
    void onlyTheOperatorRotates() throws Exception {
        Answer other = api.call("POST", "/v1/proof-keys/rotate", api.second.liveKey(), null);
        assertEquals("insufficient_scope", other.code());
        Answer sandbox = api.call("POST", "/v1/proof-keys/rotate", api.first.sandboxKey(), null);
        assertEquals("insufficient_scope", sandbox.code());
        assertEquals(
                "unknown_field", api.post("/v1/proof-keys/rotate", "{\"x\":1}").code());
        assertEquals("{\"keys\":[]}", published());
        assertEquals(
                201,
                api.call("POST", "/v1/proof-keys/rotate", api.first.liveKey(), null)
                        .status());
        JsonNode entry = api.get("/v1/audit-logs?resource=proof_keyring").body().at("/data/0");
        assertEquals("POST /v1/proof-keys/rotate", entry.path("request").asText());
        assertEquals("keys", entry.at("/fields/0").asText());
    }

    @Test
    void everyNodeSignsWithTheSameKeyAlsoWhereSeveralAreAskedFirstAtOnce() throws Exception {
        api.events.put(message.getHead().getApplicationId() + "/" + id, List.of(delivered(0)));
        try (Ingress second = api.another();
                Ingress third = api.another()) {
            List<CompletableFuture<String>> asked = Stream.of(api.port, second.start(), third.start())
                    .map(port -> CompletableFuture.supplyAsync(() -> keyAt(port)))
                    .toList();
            Set<String> used = asked.stream().map(CompletableFuture::join).collect(Collectors.toSet());
            JsonNode keys = new ObjectMapper().readTree(published()).path("keys");
            assertEquals(1, keys.size());
            assertEquals(Set.of(keys.at("/0/kid").asText()), used);
        }
    }

    /** The key with which the node there signs. */
    private String keyAt(int port) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/messages/" + id + "/proof"))
                .header("Authorization", "Bearer " + api.first.liveKey())
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return keyOf(new ObjectMapper().readTree(body).at("/proofs/0/jws").asText());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theIssuerIsTheUrlAtWhichOthersReachTheApi() throws Exception {
        try (Ingress node = api.another(Setting.MIGO_PUBLIC_URL, "https://mail.yourapp.com/")) {
            api.port = node.start();
            Answer answer = ask(delivered(0));
            assertEquals(
                    "https://mail.yourapp.com/.well-known/jwks.json",
                    answer.body().path("jwks_uri").asText());
            JsonNode claims = verified(answer.body().at("/proofs/0/jws").asText(), published());
            assertEquals("https://mail.yourapp.com", claims.path("iss").asText());
        }
    }

    @Test
    void whatIsNoUrlIsNoIssuer() {
        for (String wrong :
                List.of("mail.yourapp.com", "ftp://mail.yourapp.com", "https://a.example/?x", "https:///x")) {
            assertThrows(IllegalArgumentException.class, () -> api.another(Setting.MIGO_PUBLIC_URL, wrong), wrong);
        }
    }

    @Test
    void eachRecipientHasAProofThatTellsOfNoOther() throws Exception {
        Answer answer = ask(delivered(0), delivered(1));
        String published = published();
        List<String> told = new ArrayList<>();
        for (JsonNode proof : answer.body().path("proofs")) {
            JsonNode claims = verified(proof.path("jws").asText(), published);
            assertEquals(proof.path("recipient"), claims.path("recipient"));
            told.add(claims.toString());
        }
        assertEquals(2, told.size());
        assertFalse(told.get(0).contains("b@example.com"));
        assertFalse(told.get(1).contains("a@example.com"));
    }

    @Test
    void ofADeliveryUnderWayItStatesWhatIsKnown() throws Exception {
        assertEquals(0, ask().body().path("proofs").size());
        JsonNode queued = verified(proof(event(0, EventType.QUEUED, 0, 10).build()), published());
        assertEquals("queued", queued.path("state").asText());
        assertFalse(queued.path("settled").asBoolean());
        assertTrue(queued.path("message").isNull());
        JsonNode deferred = verified(proof(refused(0)), published());
        assertEquals("deferred", deferred.path("state").asText());
        assertFalse(deferred.path("settled").asBoolean());
        assertEquals(1, deferred.path("attempts").size());
        MailEvent expired =
                event(0, EventType.EXPIRED, 1, 900).setCode("expired_in_queue").build();
        JsonNode ended = verified(proof(refused(0), expired), published());
        assertTrue(ended.path("settled").asBoolean());
        assertEquals("expired_in_queue", ended.path("code").asText());
    }

    @Test
    void whatCameBackLaterIsStatedToo() throws Exception {
        MailEvent returned = event(0, EventType.LATE_BOUNCE, 2, 90_000)
                .setSmtp(SmtpResult.newBuilder().setEnhanced("5.1.1").setResponse("no such user here"))
                .build();
        JsonNode claims = verified(proof(delivered(0), returned), published());
        JsonNode schema = OpenApiDocument.get().root().at("/components/schemas/ProofClaims");
        assertEquals(List.of(), SchemaCheck.faults(OpenApiDocument.get(), schema, claims));
        assertEquals("delivered", claims.path("state").asText());
        assertEquals(
                "no such user here", claims.at("/late_bounces/0/diagnostic").asText());
        assertEquals("hard", claims.at("/late_bounces/0/type").asText());
        assertEquals(1, claims.path("attempts").size());
    }

    @Test
    void nothingIsStatedOfSomebodyWhoWasErased() throws Exception {
        MailEvent erased = delivered(0).toBuilder().setRecipient(Erased.ADDRESS).build();
        Answer other = ask(erased, delivered(1));
        assertEquals(1, other.body().path("proofs").size());
        assertEquals("b@example.com", other.body().at("/proofs/0/recipient").asText());
        Answer none = ask(erased);
        assertEquals(410, none.status());
        assertEquals("recipient_erased", none.code());
    }

    @Test
    void withoutTheEventStoreThereIsNone() throws Exception {
        api.store.away = true;
        assertEquals(
                "store_unavailable", api.get("/v1/messages/" + id + "/proof").code());
    }

    private static String keyOf(String jws) throws IOException {
        return new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(jws.split("\\.")[0]))
                .path("kid")
                .asText();
    }

    private static int indexOf(byte[] octets, byte[] part) {
        for (int i = 0; i + part.length <= octets.length; i++) {
            if (Arrays.equals(octets, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    private static String hex(byte[] octets) {
        return java.util.HexFormat.of().formatHex(octets);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
