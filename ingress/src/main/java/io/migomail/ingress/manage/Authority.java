package io.migomail.ingress.manage;

import io.migomail.control.ControlView;
import io.migomail.core.record.Account;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;

/** What a key with the scope {@code admin} may do beyond what is its own. */
final class Authority {
    private Authority() {}

    /**
     * For what would give more than a limited key has: people, accounts, applications.
     *
     * @throws Problem {@code insufficient_scope} for a sandbox key, for one that is limited to domains or templates, and for a person
     *     who is no owner
     */
    static void requireFull(Call call) {
        if (!call.caller().isFull()) {
            throw Problem.of(
                    ErrorCode.INSUFFICIENT_SCOPE,
                    call.caller().role() == null
                            ? "This needs a live key that is not limited to domains or templates."
                            : "This is for owners of the account.");
        }
    }

    /** Whether the caller's account runs this installation. */
    static boolean isOperator(ControlView view, Call call) {
        Account account = view.account(call.caller().accountId());
        return account != null && account.getOperator();
    }

    /** @throws Problem {@code insufficient_scope} */
    static void requireOperator(ControlView view, Call call) {
        if (!isOperator(view, call)) {
            throw Problem.of(ErrorCode.INSUFFICIENT_SCOPE, "This needs a key of the operator's account.");
        }
    }
}
