package io.migomail.ingress.dashboard;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By whom else people are signed in, and as whom we are known there.
 *
 * @param issuer of OpenID Connect, as its tokens name it
 * @param redirect where it sends people back to
 */
record OidcSettings(URI issuer, String clientId, String clientSecret, URI redirect) {
    /** Where people come back to. */
    static final String CALLBACK = "/login/oidc/callback";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /**
     * What the settings say; null = nobody else.
     *
     * @param url where browsers reach this node
     * @throws IllegalArgumentException where they are not whole, or the issuer is no URL of https
     */
    static @Nullable OidcSettings of(Settings settings, String url) {
        String issuer = settings.get(Setting.MIGO_OIDC_ISSUER);
        String id = settings.get(Setting.MIGO_OIDC_CLIENT_ID);
        String secret = settings.get(Setting.MIGO_OIDC_CLIENT_SECRET);
        if (issuer.isEmpty() && id.isEmpty() && secret.isEmpty()) {
            return null;
        }
        if (issuer.isEmpty() || id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "MIGO_OIDC_ISSUER, MIGO_OIDC_CLIENT_ID and MIGO_OIDC_CLIENT_SECRET belong together");
        }
        URI parsed = URI.create(issuer);
        if (!isSafe(parsed) || parsed.getQuery() != null || parsed.getFragment() != null) {
            throw new IllegalArgumentException("MIGO_OIDC_ISSUER must be an https URL: " + issuer);
        }
        return new OidcSettings(parsed, id, secret, URI.create(url + CALLBACK));
    }

    /** Whether nobody between can read or change what is sent there. */
    static boolean isSafe(URI url) {
        boolean loopback = "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
        return url.getHost() != null && ("https".equals(url.getScheme()) || loopback);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return issuer + " as " + clientId;
    }
}
