package io.migomail.e2e.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;

/**
 * An OpenID provider on another host of loopback, with a page on which people say who they are. Keys, claims and signatures
 * are jose4j's. A code is of one client, one redirect and one PKCE verifier (RFC 7636), and taken once.
 */
final class Issuer implements AutoCloseable {
    static final String CLIENT = "migomail";
    static final String SECRET = "s3cret of migomail";

    private final HttpServer server;
    private final String url;
    private final RsaJsonWebKey key;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    Issuer() throws Exception {
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("one");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
        server.createContext("/jwks", exchange -> answer(exchange, 200, "application/json", keys()));
        server.createContext("/authorize", this::ask);
        server.createContext("/signed-in", this::redirect);
        server.createContext("/token", this::token);
        server.start();
    }

    /** As its tokens name it. */
    String url() {
        return url;
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", url,
                "authorization_endpoint", url + "/authorize",
                "token_endpoint", url + "/token",
                "jwks_uri", url + "/jwks");
    }

    private String keys() {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** A page that asks for an address and takes any. */
    private void ask(HttpExchange exchange) throws IOException {
        StringBuilder fields = new StringBuilder();
        form(exchange.getRequestURI().getRawQuery())
                .forEach((name, value) -> fields.append("<input type=hidden name=\"")
                        .append(escaped(name))
                        .append("\" value=\"")
                        .append(escaped(value))
                        .append("\">"));
        answer(
                exchange,
                200,
                "text/html; charset=utf-8",
                "<!doctype html><html lang=en><title>Your company</title><link rel=icon href=\"data:,\"><h1>Who are you?</h1>"
                        + "<form method=post action=/signed-in>" + fields
                        + "<label>Address <input name=address></label> <button>Continue</button></form>");
    }

    private void redirect(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(body(exchange));
        String code = "code-" + codes.size();
        codes.put(code, asked);
        String back = asked.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", back);
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> given = form(body(exchange));
        Map<String, String> asked = codes.remove(given.getOrDefault("code", ""));
        String client = encoded(CLIENT) + ":" + encoded(SECRET);
        String basic = "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        boolean holds = asked != null
                && asked.get("client_id").equals(CLIENT)
                && asked.get("redirect_uri").equals(given.get("redirect_uri"))
                && asked.get("code_challenge_method").equals("S256")
                && asked.get("code_challenge").equals(challenge(given.getOrDefault("code_verifier", "")));
        if (!holds) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        json(exchange, 200, Map.of("token_type", "Bearer", "access_token", "none", "id_token", idToken(asked)));
    }

    private String idToken(Map<String, String> asked) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(url);
        claims.setSubject("subject of " + asked.get("address"));
        claims.setAudience(CLIENT);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("nonce", asked.get("nonce"));
        claims.setClaim("email", asked.get("address"));
        claims.setClaim("email_verified", true);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> out = new TreeMap<>();
        for (String pair : text.split("&")) {
            String[] both = pair.split("=", 2);
            out.put(
                    URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(both.length == 1 ? "" : both[1], StandardCharsets.UTF_8));
        }
        return out;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    private static void json(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        answer(exchange, status, "application/json", new ObjectMapper().writeValueAsString(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
