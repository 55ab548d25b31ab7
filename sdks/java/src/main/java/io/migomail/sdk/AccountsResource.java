// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.Account;
import io.migomail.sdk.model.AccountCreate;
import io.migomail.sdk.model.AccountCreated;
import io.migomail.sdk.model.AccountUpdate;
import io.migomail.sdk.model.ListAccountsQuery;

/** The resource accounts. Thread-safe. */
public final class AccountsResource {
    private final Caller caller;

    AccountsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Open an account, for the operator. It has an application and a key of each environment, which are shown
     * once. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public AccountCreated create(AccountCreate body) {
        return caller.answer(Call.once("POST", "/v1/accounts").body(body), AccountCreated.class);
    }

    /**
     * The key's own account; for the operator all of them. Scope: admin. Walking over the page goes on to the
     * next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Account> list() {
        return caller.page(Call.of("GET", "/v1/accounts"), Account.class);
    }

    /**
     * The key's own account; for the operator all of them. Scope: admin. Walking over the page goes on to the
     * next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<Account> list(ListAccountsQuery query) {
        return caller.page(Call.of("GET", "/v1/accounts").query(query), Account.class);
    }

    /**
     * The key's own account; for the operator any. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Account get(String id) {
        return caller.answer(Call.of("GET", "/v1/accounts/{id}", id), Account.class);
    }

    /**
     * Change the account's name; for the operator also its plan and status. Needs a live key without limits.
     * Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Account update(String id, AccountUpdate body) {
        return caller.answer(Call.of("PATCH", "/v1/accounts/{id}", id).body(body), Account.class);
    }

    /**
     * Close an account, for the operator. Its keys end at once; what was accepted is still delivered, nothing is
     * erased, and status active opens it again. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void close(String id) {
        caller.nothing(Call.of("DELETE", "/v1/accounts/{id}", id));
    }
}
