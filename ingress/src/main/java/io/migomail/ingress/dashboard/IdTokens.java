package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies ID tokens (OpenID Connect Core 1.0 section 3.1.3.7) against the keys that their issuer publishes. Keys are read again when
 * none of those that are known fits, once a minute at most. Thread-safe.
 */
final class IdTokens {
    private static final int CLOCKS_SECONDS = 60;
    private static final int OLDEST_SECONDS = 600;
    private static final long AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256", "ES256");

    private final OidcSettings settings;
    private final OidcHttp http;
    private final TimeSource time;
    private @Nullable Keys known;

    private record Keys(List<JsonWebKey> keys, long at) {}

    IdTokens(OidcSettings settings, OidcHttp http, TimeSource time) {
        this.settings = settings;
        this.http = http;
        this.time = time;
    }

    /**
     * The address that the token vouches for, in lower case.
     *
     * @param nonce that its request had
     * @throws OidcException where any check fails
     */
    String email(String token, URI keys, String nonce) throws OidcException, InterruptedException {
        JwtClaims claims;
        try {
            claims = claims(token, keys(keys, false));
        } catch (InvalidJwtException e) {
            // The key may be a new one.
            claims = again(token, keys);
        }
        try {
            require(nonce.equals(claims.getStringClaimValue("nonce")), "the nonce is another");
            String party = claims.getStringClaimValue("azp");
            boolean ours = party == null ? claims.getAudience().size() == 1 : party.equals(settings.clientId());
            require(ours, "the token is for another client");
            require(Boolean.TRUE.equals(claims.getClaimValue("email_verified")), "the e-mail address is not verified");
            String email = claims.getStringClaimValue("email");
            require(email != null && !email.isBlank(), "there is no e-mail address");
            return Objects.requireNonNull(email).strip().toLowerCase(Locale.ROOT);
        } catch (MalformedClaimException e) {
            throw new OidcException("a claim is malformed");
        }
    }

    private JwtClaims again(String token, URI keys) throws OidcException, InterruptedException {
        try {
            return claims(token, keys(keys, true));
        } catch (InvalidJwtException e) {
            // Its own words quote the token.
            String codes = e.getErrorDetails().stream()
                    .map(ErrorCodeValidator.Error::getErrorCode)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            throw new OidcException("the ID token is not valid: " + codes);
        }
    }

    private JwtClaims claims(String token, List<JsonWebKey> keys) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setExpectedIssuer(settings.issuer().toString())
                .setExpectedAudience(settings.clientId())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(CLOCKS_SECONDS)
                .setIssuedAtRestrictions(0, OLDEST_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(time.wallMillis()))
                .build()
                .processToClaims(token);
    }

    private synchronized List<JsonWebKey> keys(URI url, boolean again) throws OidcException, InterruptedException {
        Keys kept = known;
        if (kept != null && (!again || time.monotonicNanos() - kept.at() < AGAIN_NANOS)) {
            return kept.keys();
        }
        JsonNode told = http.get(url);
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(told.toString()).getJsonWebKeys();
            known = new Keys(keys, time.monotonicNanos());
            return keys;
        } catch (JoseException e) {
            throw new OidcException("the issuer's keys cannot be read", e);
        }
    }

    private static void require(boolean holds, String otherwise) throws OidcException {
        if (!holds) {
            throw new OidcException(otherwise);
        }
    }
}
