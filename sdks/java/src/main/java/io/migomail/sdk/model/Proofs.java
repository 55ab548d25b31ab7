// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/** An answer of the API, or a part of one. */
public record Proofs(String messageId, String issuer, String jwksUri, List<Proof> proofs) {
    /** A part of it. */
    public record Proof(String recipient, String state, boolean settled, String jws) {}
}
