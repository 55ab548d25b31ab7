package io.migomail.ingress.manage;

import io.migomail.control.MasterKey;
import io.migomail.core.Ids;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Suppression;
import java.nio.charset.StandardCharsets;

/**
 * Ids of suppressions: a keyed hash of application, environment and address, so that the audit log names one for as long as
 * it remembers it, and tells nobody whom. With another first master key they are others (docs/adr/0056). Thread-safe.
 */
public final class SuppressionIds {
    private final byte[] key;

    public SuppressionIds(MasterKey master) {
        this.key = master.derive("suppression-ids").get(0);
    }

    /** The same for all changes of one suppression. */
    String of(Suppression suppression) {
        return Ids.keyed(
                Ids.SUPPRESSION, key, SuppressionScope.name(suppression).getBytes(StandardCharsets.UTF_8));
    }
}
