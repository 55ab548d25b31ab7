// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record StageSpreads(
        @Nullable Spread queue,
        @Nullable Spread render,
        @Nullable Spread dispatch,
        @Nullable Spread accept,
        @Nullable Spread total) {}
