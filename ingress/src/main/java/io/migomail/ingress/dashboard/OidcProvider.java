package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.TimeSource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of OpenID Connect, found by discovery: the authorization code flow of OpenID Connect Core 1.0 section 3.1 with PKCE
 * (RFC 7636). What it says of itself is kept for an hour. Thread-safe.
 */
final class OidcProvider {
    private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();

    private final OidcSettings settings;
    private final TimeSource time;
    private final OidcHttp http = new OidcHttp();
    private final IdTokens tokens;
    private @Nullable Discovery known;

    private record Discovery(URI authorization, URI token, URI keys, boolean basic, boolean namesItself, long at) {}

    OidcProvider(OidcSettings settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
        this.tokens = new IdTokens(settings, http, time);
    }

    /** Where a browser asks the issuer who its reader is. */
    String ask(OidcAttempt attempt) throws OidcException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", settings.redirect().toString());
        query.put("scope", "openid email");
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        String url = discovery().authorization().toString();
        return url + (url.contains("?") ? "&" : "?") + form(query);
    }

    /**
     * The e-mail address, verified by the issuer, of whoever it gave the code to.
     *
     * @param issuer as the answer names it (RFC 9207); null = it names none
     * @throws OidcException where anything about it is not as it must be
     */
    String redeem(String code, @Nullable String issuer, OidcAttempt attempt)
            throws OidcException, InterruptedException {
        Discovery discovery = discovery();
        boolean named = issuer == null
                ? !discovery.namesItself()
                : issuer.equals(settings.issuer().toString());
        if (!named) {
            throw new OidcException("another issuer answered");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", settings.redirect().toString());
        fields.put("code_verifier", attempt.verifier());
        String authorization = "";
        if (discovery.basic()) {
            // RFC 6749 section 2.3.1: each of both is encoded as in a form first.
            String both = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret());
            authorization = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        } else {
            fields.put("client_id", settings.clientId());
            fields.put("client_secret", settings.clientSecret());
        }
        JsonNode answer = http.post(discovery.token(), form(fields), authorization);
        if (!answer.path("id_token").isTextual()) {
            throw new OidcException("the issuer gave no ID token");
        }
        return tokens.email(answer.path("id_token").asText(), discovery.keys(), attempt.nonce());
    }

    private synchronized Discovery discovery() throws OidcException, InterruptedException {
        Discovery kept = known;
        if (kept != null && time.monotonicNanos() - kept.at() < KEPT_NANOS) {
            return kept;
        }
        String issuer = settings.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode told = http.get(URI.create(base + "/.well-known/openid-configuration"));
        if (!issuer.equals(told.path("issuer").asText())) {
            throw new OidcException("discovery tells of another issuer");
        }
        JsonNode methods = told.path("token_endpoint_auth_methods_supported");
        boolean basic = methods.isMissingNode()
                || StreamSupport.stream(methods.spliterator(), false)
                        .anyMatch(method -> method.asText().equals("client_secret_basic"));
        Discovery found = new Discovery(
                url(told, "authorization_endpoint"),
                url(told, "token_endpoint"),
                url(told, "jwks_uri"),
                basic,
                told.path("authorization_response_iss_parameter_supported").asBoolean(),
                time.monotonicNanos());
        known = found;
        return found;
    }

    private static URI url(JsonNode told, String name) throws OidcException {
        try {
            URI url = URI.create(told.path(name).asText());
            if (OidcSettings.isSafe(url)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new OidcException("discovery has no usable " + name, e);
        }
        throw new OidcException("discovery has no usable " + name);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
