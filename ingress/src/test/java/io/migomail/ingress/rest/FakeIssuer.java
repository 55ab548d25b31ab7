package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An issuer of OpenID Connect on loopback, with the signatures of the platform and no JOSE library. What it tells can be bent by a test:
 * its discovery, its claims, its header, its signature.
 */
final class FakeIssuer implements AutoCloseable {
    static final String CLIENT = "migo mail";
    static final String SECRET = "s3cret:+/%";

    private static final ObjectMapper JSON = new ObjectMapper();

    final String url;
    private final HttpServer server;
    private final long now;
    private final KeyPair rsa = pair("RSA");
    private final KeyPair other = pair("RSA");
    private final KeyPair ec = pair("EC");
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    volatile Consumer<ObjectNode> claims = node -> {};
    volatile Consumer<ObjectNode> discovery = node -> {};
    volatile Consumer<ObjectNode> header = node -> {};
    volatile UnaryOperator<String> token = text -> text;
    volatile boolean elliptic;
    volatile boolean foreignKey;
    /** How its keys are called; another name stands for new ones. */
    volatile String keyName = "one";

    volatile int exchanges;

    /** @param now milliseconds since 1970 that its tokens tell */
    FakeIssuer(long now) throws IOException {
        this.now = now / 1000;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
        server.createContext("/realm/.well-known/openid-configuration", exchange -> answer(exchange, 200, told()));
        server.createContext("/realm/keys", exchange -> answer(exchange, 200, keys()));
        server.createContext("/realm/token", this::exchange);
        server.start();
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode told() {
        ObjectNode out = JSON.createObjectNode()
                .put("issuer", url)
                .put("authorization_endpoint", url + "/authorize?kind=people")
                .put("token_endpoint", url + "/token")
                .put("jwks_uri", url + "/keys");
        discovery.accept(out);
        return out;
    }

    private ObjectNode keys() {
        ObjectNode out = JSON.createObjectNode();
        var all = out.putArray("keys");
        RSAPublicKey key = (RSAPublicKey) rsa.getPublic();
        all.addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("kid", keyName)
                .put("n", text(unsigned(key.getModulus(), 256)))
                .put("e", text(key.getPublicExponent().toByteArray()));
        ECPublicKey curve = (ECPublicKey) ec.getPublic();
        all.addObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", keyName + "-ec")
                .put("x", text(unsigned(curve.getW().getAffineX(), 32)))
                .put("y", text(unsigned(curve.getW().getAffineY(), 32)));
        return out;
    }

    /** A person signs in at the page to which the browser was led; where the browser goes then. */
    String authorize(String location) {
        Map<String, String> asked = query(URI.create(location).getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, asked);
        return "/login/oidc/callback?code=" + code + "&state=" + asked.get("state");
    }

    static Map<String, String> query(String raw) {
        Map<String, String> out = new TreeMap<>();
        for (String pair : raw.split("&")) {
            int is = pair.indexOf('=');
            out.put(pair.substring(0, is), URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
        }
        return out;
    }

    private void exchange(HttpExchange exchange) throws IOException {
        exchanges++;
        Map<String, String> form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(CLIENT) + ":" + encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
        boolean client = basic == null
                ? CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"))
                : basic.equals(expected);
        boolean holds = client
                && asked != null
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge").equals(text(sha256(form.getOrDefault("code_verifier", ""))))
                && form.get("code_verifier").length() >= 43
                && asked.get("code_challenge_method").equals("S256")
                && asked.get("client_id").equals(CLIENT);
        if (!holds) {
            answer(exchange, 400, JSON.createObjectNode().put("error", "invalid_grant"));
            return;
        }
        answer(
                exchange,
                200,
                JSON.createObjectNode().put("token_type", "Bearer").put("id_token", idToken(asked)));
    }

    private String idToken(Map<String, String> asked) {
        ObjectNode body = JSON.createObjectNode()
                .put("iss", url)
                .put("sub", "248289761001")
                .put("aud", CLIENT)
                .put("iat", now)
                .put("exp", now + 300)
                .put("nonce", asked.get("nonce"))
                .put("email", "Ana@First.Example")
                .put("email_verified", true);
        claims.accept(body);
        ObjectNode head = JSON.createObjectNode()
                .put("alg", elliptic ? "ES256" : "RS256")
                .put("kid", elliptic ? keyName + "-ec" : keyName);
        header.accept(head);
        String signed = part(head) + "." + part(body);
        return token.apply(signed + "." + text(sign(signed)));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance(elliptic ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signature.initSign(elliptic ? ec.getPrivate() : foreignKey ? other.getPrivate() : rsa.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(JsonNode node) {
        try {
            return text(JSON.writeValueAsBytes(node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unsigned(BigInteger number, int octets) {
        byte[] bytes = number.toByteArray();
        byte[] out = new byte[octets];
        int from = Math.max(0, bytes.length - octets);
        byte[] cut = Arrays.copyOfRange(bytes, from, bytes.length);
        System.arraycopy(cut, 0, out, octets - cut.length, cut.length);
        return out;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] octets = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
