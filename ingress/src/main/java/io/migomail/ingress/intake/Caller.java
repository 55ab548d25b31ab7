package io.migomail.ingress.intake;

import io.migomail.core.Environment;
import java.util.Set;

/** Whoever an API key stands for. */
public record Caller(
        String keyId,
        String accountId,
        String applicationId,
        Environment environment,
        Set<String> scopes,
        KeyLimits limits) {}
