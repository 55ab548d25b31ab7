// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import org.jspecify.annotations.Nullable;

/** An answer of the API, or a part of one. */
public record ContentMailbox(String email, @Nullable String name) {}
