// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/** Milliseconds; null where no delivery tells it. */
public record Spread(long p50Ms, long p95Ms, long p99Ms, long maxMs) {}
