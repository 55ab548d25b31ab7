// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * What {&#64;link io.migomail.sdk.RecipientsResource#erase} may ask for.
 */
public final class EraseRecipientQuery extends Params<EraseRecipientQuery> {

    /**
     * Sets suppressions: Whether suppression lists keep the address, so that the person is not written to again.
     */
    public EraseRecipientQuery suppressions(String value) {
        return with("suppressions", value);
    }
}
