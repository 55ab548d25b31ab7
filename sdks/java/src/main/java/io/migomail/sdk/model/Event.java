// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.Map;

/** An answer of the API, or a part of one. */
public record Event(String id, String type, Instant timestamp, Map<String, Object> data) {}
