// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/** An answer of the API, or a part of one. */
public record SuppressionsImported(long added) {}
