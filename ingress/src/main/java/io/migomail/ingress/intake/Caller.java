package io.migomail.ingress.intake;

import io.migomail.core.Environment;
import io.migomail.core.Plan;
import java.util.Set;

/** Whoever an API key stands for. */
public record Caller(
        String keyId,
        String accountId,
        Plan plan,
        String applicationId,
        Environment environment,
        Set<String> scopes,
        KeyLimits limits) {}
