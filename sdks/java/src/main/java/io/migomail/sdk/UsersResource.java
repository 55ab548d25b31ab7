// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.ListUsersQuery;
import io.migomail.sdk.model.User;
import io.migomail.sdk.model.UserCreate;
import io.migomail.sdk.model.UserUpdate;

/** The resource users. Thread-safe. */
public final class UsersResource {
    private final Caller caller;

    UsersResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Add a person to the account. The first one must be its owner. Needs a live key without limits. Scope:
     * admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public User create(UserCreate body) {
        return caller.answer(Call.once("POST", "/v1/users").body(body), User.class);
    }

    /**
     * List the people of the account. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<User> list() {
        return caller.page(Call.of("GET", "/v1/users"), User.class);
    }

    /**
     * List the people of the account. Scope: admin. Walking over the page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<User> list(ListUsersQuery query) {
        return caller.page(Call.of("GET", "/v1/users").query(query), User.class);
    }

    /**
     * A person of the account. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public User get(String id) {
        return caller.answer(Call.of("GET", "/v1/users/{id}", id), User.class);
    }

    /**
     * Change a person. Needs a live key without limits. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public User update(String id, UserUpdate body) {
        return caller.answer(Call.of("PATCH", "/v1/users/{id}", id).body(body), User.class);
    }

    /**
     * Remove a person, other than the last owner. Needs a live key without limits. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public void delete(String id) {
        caller.nothing(Call.of("DELETE", "/v1/users/{id}", id));
    }
}
