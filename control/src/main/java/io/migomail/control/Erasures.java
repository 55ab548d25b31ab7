package io.migomail.control;

import io.migomail.core.Hmac;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Erasure;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whom the accounts have erased, asked by address though no address is kept: an erasure is named by a hash under a key of
 * the installation (docs/adr/0037). Thread-safe; an account that has erased nobody costs one look-up.
 */
public final class Erasures {
    private static final String PREFIX = "era_";
    private static final int BYTES = 16;

    private final ControlView view;
    private final Hmac key;

    public Erasures(ControlView view, MasterKey master) {
        this.view = view;
        this.key = new Hmac(master.derive("erasures"));
    }

    /** The id of an account's erasure of this address, whatever the case of its letters; there need not be one. */
    public String id(String accountId, String address) {
        String name = accountId + '\n' + SuppressionScope.address(address);
        byte[] hash = key.of(name.getBytes(StandardCharsets.UTF_8));
        return PREFIX + HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /** Whether what the account has of this address from that instant, milliseconds, is erased. */
    public boolean covers(String accountId, String address, long at) {
        Erasure erasure = of(accountId, address);
        return erasure != null && at < erasure.getErasedAt();
    }

    /** Whether an entry of the account's suppression lists that was made at that instant, milliseconds, is erased. */
    public boolean coversSuppression(String accountId, String address, long at) {
        Erasure erasure = of(accountId, address);
        return erasure != null && !erasure.getSuppressionsKept() && at < erasure.getErasedAt();
    }

    private @Nullable Erasure of(String accountId, String address) {
        return view.hasErasures(accountId) ? view.erasure(id(accountId, address)) : null;
    }
}
