package io.migomail.ingress.intake;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.WriteResult;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.ApiKeyUse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each API key was used last. Every use is noted in memory; what another node would not know by more than
 * {@link Limits#KEY_USE_STEP} is written to the control plane. A node that dies takes what it had not written with it.
 * Thread-safe.
 */
public final class KeyUses {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);

    private final ControlPlane control;
    private final TimeSource time;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    public KeyUses(ControlPlane control, TimeSource time) {
        this.control = control;
        this.time = time;
    }

    /** The key is used now. Never blocks. */
    void used(String keyId) {
        seen.put(keyId, time.wallMillis());
    }

    /** Milliseconds; 0 where nobody knows of a use. */
    public long lastUsed(String keyId) {
        return Math.max(seen.getOrDefault(keyId, 0L), control.view().keyUsedAt(keyId));
    }

    /** Writes what is due, to be done every {@link Limits#KEY_USE_INTERVAL}. What cannot be written now is due again. */
    public void write() {
        try {
            for (Map.Entry<String, Long> use : seen.entrySet()) {
                long version = control.version(EntityKind.API_KEY_USE, use.getKey());
                long known = control.view().keyUsedAt(use.getKey());
                if (use.getValue() - known >= Limits.KEY_USE_STEP.toMillis()) {
                    put(use.getKey(), use.getValue(), version);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the last uses of API keys could not be written", e);
        }
    }

    private void put(String keyId, long at, long version) throws InterruptedException {
        WriteResult result = control.put(
                ApiKeyUse.newBuilder().setId(keyId).setLastUsedAt(at).build(), version);
        if (result.status() == WriteResult.Status.UNAVAILABLE) {
            LOG.warn("the last use of {} could not be written: {}", keyId, result.detail());
        }
    }
}
