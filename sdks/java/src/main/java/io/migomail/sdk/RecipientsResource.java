// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.EraseRecipientQuery;
import io.migomail.sdk.model.ErasureReceipt;

/** The resource recipients. Thread-safe. */
public final class RecipientsResource {
    private final Caller caller;

    RecipientsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Erase a person everywhere within the account, with a receipt. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ErasureReceipt erase(String address) {
        return caller.answer(Call.of("DELETE", "/v1/recipients/{address}/data", address), ErasureReceipt.class);
    }

    /**
     * Erase a person everywhere within the account, with a receipt. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public ErasureReceipt erase(String address, EraseRecipientQuery query) {
        return caller.answer(
                Call.of("DELETE", "/v1/recipients/{address}/data", address).query(query), ErasureReceipt.class);
    }
}
