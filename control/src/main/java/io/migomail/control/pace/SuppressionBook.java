package io.migomail.control.pace;

import io.migomail.core.SipHash;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * The suppression lists of all applications in the memory of a process, some 30 octets an address: of two changes the
 * later by its instant holds, in whatever order they are read, and of an addition and a removal at the same instant the
 * addition. A hash under a key of this process's own stands for the address (docs/adr/0035). Many threads ask while one
 * applies.
 */
public final class SuppressionBook {
    // A number: the instant, and in its last bits the reason from 1 on, or that the address was removed.
    private static final int BITS = 3;
    private static final long REMOVED = (1 << BITS) - 1;
    private static final SuppressionReason[] REASONS = SuppressionReason.values();

    private final SipHash hash;
    private final LongTable changes = new LongTable();

    /** @param hash under a key that nobody knows */
    public SuppressionBook(SipHash hash) {
        this.hash = hash;
    }

    /** A change of a list. One thread at a time. */
    public void apply(Suppression change) {
        SipHash.Hash scope = hash.of(SuppressionScope.name(change));
        long known = changes.get(scope);
        long at = change.getAt();
        boolean later = at > known >> BITS || at == known >> BITS && !change.getRemoved();
        if (known == 0 || later) {
            changes.put(scope, at << BITS | (change.getRemoved() ? REMOVED : code(change.getReason())));
        }
    }

    /** A word that this build does not know keeps nobody from being suppressed. */
    private static long code(String reason) {
        for (SuppressionReason each : REASONS) {
            if (each.word().equals(reason)) {
                return each.ordinal() + 1L;
            }
        }
        return SuppressionReason.MANUAL.ordinal() + 1L;
    }

    /** Why an application does not write to an address; null where it does. */
    public @Nullable SuppressionReason reason(String applicationId, String environment, String address) {
        long known = changes.get(hash.of(SuppressionScope.name(applicationId, environment, address)));
        long code = known & REMOVED;
        return known == 0 || code == REMOVED ? null : REASONS[(int) code - 1];
    }

    /** Octets that the lists take. */
    long octets() {
        return changes.octets();
    }
}
