package io.migomail.control;

import io.migomail.core.Hmac;
import io.migomail.core.HmacKeyring;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Erasure;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * Whom the accounts have erased, asked by address though no address is kept: an erasure is named by a hash under a key of
 * the installation (docs/adr/0037), and looked for under each that is kept. Thread-safe; an account that has erased nobody
 * costs one look-up.
 */
public final class Erasures {
    private static final String PREFIX = "era_";
    private static final int BYTES = 16;

    private final ControlView view;
    private final HmacKeyring keys;

    public Erasures(ControlView view, MasterKey master) {
        this.view = view;
        this.keys = new HmacKeyring(master.derive("erasures"));
    }

    /**
     * The id that an account's erasure of this address gets now, whatever the case of its letters; there need not be one, and
     * one from before a rotation of the master key has another.
     */
    public String id(String accountId, String address) {
        return id(keys.first(), accountId, address);
    }

    private static String id(Hmac key, String accountId, String address) {
        String name = accountId + '\n' + SuppressionScope.address(address);
        byte[] hash = key.of(name.getBytes(StandardCharsets.UTF_8));
        return PREFIX + HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /** Whether what the account has of this address from that instant, milliseconds, is erased. */
    public boolean covers(String accountId, String address, long at) {
        return any(accountId, address, erasure -> at < erasure.getErasedAt());
    }

    /** Whether an entry of the account's suppression lists that was made at that instant, milliseconds, is erased. */
    public boolean coversSuppression(String accountId, String address, long at) {
        return any(accountId, address, erasure -> !erasure.getSuppressionsKept() && at < erasure.getErasedAt());
    }

    private boolean any(String accountId, String address, Predicate<Erasure> wanted) {
        return view.hasErasures(accountId)
                && keys.all().stream()
                        .map(key -> view.erasure(id(key, accountId, address)))
                        .anyMatch(erasure -> erasure != null && wanted.test(erasure));
    }
}
