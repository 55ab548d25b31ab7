// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.Map;

/** An answer of the API, or a part of one. */
public record Limits(Map<String, PlanLimits> plans) {}
