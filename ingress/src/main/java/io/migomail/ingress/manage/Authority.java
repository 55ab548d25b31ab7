package io.migomail.ingress.manage;

import io.migomail.control.ControlView;
import io.migomail.core.Environment;
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
     * @throws Problem {@code insufficient_scope} for a sandbox key and for one that is limited to domains or templates
     */
    static void requireFull(Call call) {
        if (call.caller().environment() == Environment.SANDBOX
                || call.caller().limits().any()) {
            throw Problem.of(
                    ErrorCode.INSUFFICIENT_SCOPE, "This needs a live key that is not limited to domains or templates.");
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
