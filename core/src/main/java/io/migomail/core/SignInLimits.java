package io.migomail.core;

import java.time.Duration;

/** How people come to be signed in to the dashboard; every other limit stands in {@link Limits}. */
public final class SignInLimits {
    private SignInLimits() {}

    /** For so long the link of somebody who is to choose a password holds. */
    public static final Duration INVITATION_LIFE = Duration.ofDays(3);
}
