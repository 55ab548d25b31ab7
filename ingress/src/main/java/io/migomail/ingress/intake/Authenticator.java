package io.migomail.ingress.intake;

import io.migomail.control.ApiKeys;
import io.migomail.control.ControlView;
import io.migomail.control.Scope;
import io.migomail.core.TimeSource;
import io.migomail.core.record.ApiKey;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.Set;

/** Tells who an API key stands for. Thread-safe, never blocks. */
public final class Authenticator {
    private final ControlView view;
    private final TimeSource time;

    public Authenticator(ControlView view, TimeSource time) {
        this.view = view;
        this.time = time;
    }

    /** @throws Problem {@code invalid_api_key}, which does not say whether the key is unknown, revoked or expired */
    public Caller authenticate(String key) {
        ApiKeys.Parsed parsed = ApiKeys.parse(key);
        if (parsed == null) {
            throw Problem.of(
                    ErrorCode.INVALID_API_KEY,
                    "The text is no API key: it is mistyped or incomplete. Keys begin with migo_sk_live_ or migo_sk_sandbox_.");
        }
        ApiKey found = view.apiKeyByHash(parsed.hash());
        if (found == null || !valid(found, parsed)) {
            throw Problem.of(ErrorCode.INVALID_API_KEY, "The API key is unknown, revoked or expired.");
        }
        return new Caller(
                found.getId(),
                found.getAccountId(),
                found.getApplicationId(),
                parsed.environment(),
                Set.copyOf(found.getScopesList()));
    }

    private boolean valid(ApiKey found, ApiKeys.Parsed parsed) {
        return ApiKeys.sameHash(found.getHash(), parsed.hash())
                && found.getEnvironment().equals(parsed.environment().word())
                && !found.getRevoked()
                && (found.getExpiresAt() == 0 || time.wallMillis() < found.getExpiresAt())
                && view.application(found.getApplicationId()) != null;
    }

    /** @throws Problem {@code insufficient_scope}, naming the scope */
    public static void require(Caller caller, Scope scope) {
        if (!scope.grantedBy(caller.scopes())) {
            throw Problem.of(ErrorCode.INSUFFICIENT_SCOPE, "This needs a key with the scope " + scope.word() + ".");
        }
    }
}
