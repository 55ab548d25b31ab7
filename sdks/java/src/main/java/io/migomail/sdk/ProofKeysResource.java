// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.ProofKey;

/** The resource proof_keys. Thread-safe. */
public final class ProofKeysResource {
    private final Caller caller;

    ProofKeysResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Sign proofs with a new key from now on, for the operator. Those that were signed before go on to verify.
     * Needs a live key without limits. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ProofKey rotate() {
        return caller.answer(Call.once("POST", "/v1/proof-keys/rotate"), ProofKey.class);
    }
}
