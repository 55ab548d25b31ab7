// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/** An answer of the API, or a part of one. */
public record PlanLimits(long retentionDays, long contentDays, long requestsPerSecond, long applications, long users) {}
