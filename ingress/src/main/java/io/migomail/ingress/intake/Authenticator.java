package io.migomail.ingress.intake;

import io.migomail.control.ApiKeys;
import io.migomail.control.ControlView;
import io.migomail.control.Scope;
import io.migomail.core.Environment;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.ApiKey;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.dns.AddressBlock;
import java.net.InetAddress;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells who an API key stands for. Thread-safe, never blocks. */
public final class Authenticator {
    private final ControlView view;
    private final TimeSource time;
    private final KeyUses uses;

    /** @param uses is told of every key that lets its caller in */
    public Authenticator(ControlView view, TimeSource time, KeyUses uses) {
        this.view = view;
        this.time = time;
        this.uses = uses;
    }

    /**
     * @param source the client's address; null = not known, which no key with sources takes
     * @throws Problem {@code invalid_api_key}, which does not say whether the key is unknown, revoked or expired, or
     *     {@code source_not_allowed}
     */
    public Caller authenticate(String key, @Nullable InetAddress source) {
        ApiKeys.Parsed parsed = ApiKeys.parse(key);
        if (parsed == null) {
            throw Problem.of(
                    ErrorCode.INVALID_API_KEY,
                    "The text is no API key: it is mistyped or incomplete. Keys begin with migo_sk_live_ or migo_sk_sandbox_.");
        }
        ApiKey found = view.apiKeyByHash(parsed.hash());
        if (found == null || !valid(found, parsed)) {
            throw invalid();
        }
        return caller(found, source);
    }

    /**
     * For what outlives a request: who the caller's key stands for by now, with what it may by now.
     *
     * @param source the client's address; null = not known
     * @throws Problem {@code invalid_api_key} where it holds no more, {@code source_not_allowed}
     */
    public Caller renewed(Caller caller, @Nullable InetAddress source) {
        ApiKey key = view.apiKey(caller.actorId());
        if (key == null || !isActive(key) || !isOpen(key.getAccountId())) {
            throw invalid();
        }
        return caller(key, source);
    }

    private Caller caller(ApiKey key, @Nullable InetAddress source) {
        if (!isSource(key, source)) {
            throw Problem.of(
                    ErrorCode.SOURCE_NOT_ALLOWED,
                    "This API key is limited to the addresses of its field sources; the client's is not one of them.");
        }
        uses.used(key.getId());
        return new Caller(
                key.getId(),
                null,
                key.getAccountId(),
                view.plan(key.getAccountId()),
                key.getApplicationId(),
                Environment.of(key.getEnvironment()),
                Set.copyOf(key.getScopesList()),
                new KeyLimits(new TreeSet<>(key.getDomainsList()), new TreeSet<>(key.getTemplatesList())));
    }

    private boolean valid(ApiKey found, ApiKeys.Parsed parsed) {
        return ApiKeys.sameHash(found.getHash(), parsed.hash())
                && found.getEnvironment().equals(parsed.environment().word())
                && isActive(found)
                && isOpen(found.getAccountId())
                && view.application(found.getApplicationId()) != null;
    }

    private boolean isOpen(String accountId) {
        Account account = view.account(accountId);
        return account != null && account.getClosedAt() == 0;
    }

    private boolean isActive(ApiKey key) {
        return ApiKeys.isActive(key, time.wallMillis());
    }

    private static boolean isSource(ApiKey key, @Nullable InetAddress source) {
        return key.getSourcesCount() == 0
                || source != null
                        && key.getSourcesList().stream()
                                .flatMap(text -> AddressBlock.parse(text).stream())
                                .anyMatch(block -> block.contains(source));
    }

    private static Problem invalid() {
        return Problem.of(ErrorCode.INVALID_API_KEY, "The API key is unknown, revoked or expired.");
    }

    /** @throws Problem {@code insufficient_scope}, naming the scope */
    public static void require(Caller caller, Scope scope) {
        if (!scope.grantedBy(caller.scopes())) {
            throw Problem.of(ErrorCode.INSUFFICIENT_SCOPE, "This needs a key with the scope " + scope.word() + ".");
        }
    }
}
