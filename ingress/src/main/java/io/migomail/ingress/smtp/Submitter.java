package io.migomail.ingress.smtp;

import io.migomail.control.Scope;
import io.migomail.core.record.Account;
import io.migomail.core.record.ApiKey;
import io.migomail.ingress.intake.Authenticator;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.smtp.server.Credentials;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Who may submit: user = the account's username or the literal {@code migo}, password = an API key. Thread-safe. */
final class Submitter {
    private static final String ANY_ACCOUNT = "migo";

    private final SubmissionParts parts;

    Submitter(SubmissionParts parts) {
        this.parts = parts;
    }

    /**
     * @param source the client's address, where it is known
     * @throws Problem {@code invalid_api_key}, the same for a wrong user as for a wrong key,
     *     {@code source_not_allowed} or {@code signature_required}
     */
    Caller login(Credentials credentials, @Nullable InetAddress source) {
        Caller caller = parts.authenticator().authenticate(credentials.password(), source);
        String as = credentials.authorization();
        if (!(as.isEmpty() || as.equals(credentials.user())) || !isUser(caller, credentials.user())) {
            throw Problem.of(ErrorCode.INVALID_API_KEY, "The user or the API key is unknown, revoked or expired.");
        }
        requireUnsigned(caller);
        return caller;
    }

    private void requireUnsigned(Caller caller) {
        ApiKey key = parts.view().apiKey(caller.actorId());
        if (key != null && key.getRequireSignature()) {
            throw Problem.of(
                    ErrorCode.SIGNATURE_REQUIRED, "The API key takes signed requests only, and SMTP has none.");
        }
    }

    private boolean isUser(Caller caller, String user) {
        Account account = parts.view().account(caller.accountId());
        return account != null && (user.equals(ANY_ACCOUNT) || user.equals(account.getUsername()));
    }

    /**
     * Asked again with every message: a connection may outlive its key, or what that may do. Returns whoever the key stands
     * for by now.
     *
     * @param source the client's address, where it is known
     * @throws Problem {@code insufficient_scope}, {@code rate_limited}, or as {@link #login}
     */
    Caller checkMessage(Caller caller, @Nullable InetAddress source) {
        Caller now = parts.authenticator().renewed(caller, source);
        requireUnsigned(now);
        Authenticator.require(now, Scope.MESSAGES_SEND);
        if (!parts.withinRate().test(now)) {
            throw Problem.of(ErrorCode.RATE_LIMITED, "Too many messages; try again in a moment.");
        }
        return now;
    }
}
