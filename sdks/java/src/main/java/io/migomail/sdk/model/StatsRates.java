// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import org.jspecify.annotations.Nullable;

/** Each null where there is nothing to divide by. */
public record StatsRates(
        @Nullable Double delivered,
        @Nullable Double hardBounced,
        @Nullable Double opened,
        @Nullable Double clicked,
        @Nullable Double complaints,
        @Nullable Double unsubscribes) {}
