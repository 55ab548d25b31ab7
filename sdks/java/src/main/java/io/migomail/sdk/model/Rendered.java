// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record Rendered(
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable Long templateVersion) {}
