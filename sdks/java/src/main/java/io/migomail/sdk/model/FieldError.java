// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/** An answer of the API, or a part of one. */
public record FieldError(String pointer, String code, String message) {}
