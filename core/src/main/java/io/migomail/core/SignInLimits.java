package io.migomail.core;

import java.time.Duration;

/** How people come to be signed in to the dashboard; every other limit stands in {@link Limits}. */
public final class SignInLimits {
    private SignInLimits() {}

    /** For so long the link of somebody who is to choose a password holds. */
    public static final Duration INVITATION_LIFE = Duration.ofDays(3);

    /** For so long somebody may take to sign in at an issuer of OpenID Connect, and so many are asked about at a time. */
    public static final Duration OIDC_PATIENCE = Duration.ofMinutes(10);

    public static final int OIDC_REQUESTS = 8;
}
