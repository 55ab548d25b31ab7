package io.migomail.compose;

import io.migomail.core.Limits;
import io.migomail.core.TrackingLink;
import io.migomail.core.TrackingTokens;

/** Links of mails as whole URLs. Immutable. */
public final class TrackingUrls {
    private static final String DOMAIN = "{domain}";

    private final String base;
    private final TrackingTokens tokens;

    /**
     * Links under a base such as {@code https://mg.{domain}}.
     *
     * @throws IllegalArgumentException where it is no http or https URL, or longer than {@link Limits#TRACKING_URL_CHARS}
     */
    public TrackingUrls(String base, TrackingTokens tokens) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.tokens = tokens;
        if (this.base.length() > Limits.TRACKING_URL_CHARS
                || !TrackingLink.isTarget(this.base.replace(DOMAIN, "example.com"))) {
            throw new IllegalArgumentException("links cannot lead to " + base);
        }
    }

    /** @throws IllegalArgumentException where the delivery is none of a message that an ingress gave its id */
    String of(TrackingLink link, String sendingDomain) {
        return base.replace(DOMAIN, sendingDomain) + link.kind().path() + tokens.seal(link);
    }
}
