package io.migomail.ingress.intake;

import io.migomail.control.UserRole;
import io.migomail.core.Environment;
import io.migomail.core.Plan;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: whoever an API key stands for, or a person who has signed in.
 *
 * @param actorId id of the key or of the person
 * @param role of the person; null = it is a key
 */
public record Caller(
        String actorId,
        @Nullable UserRole role,
        String accountId,
        Plan plan,
        String applicationId,
        Environment environment,
        Set<String> scopes,
        KeyLimits limits) {
    /** Whether it may do what gives others more: an owner, or a live key that is not limited to domains or templates. */
    public boolean isFull() {
        return role == null ? environment == Environment.LIVE && !limits.any() : role == UserRole.OWNER;
    }
}
