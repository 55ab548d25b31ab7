package io.migomail.mta.engine;

import io.migomail.core.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hosts whose TLS did not work lately, bounded, oldest forgotten first. On one event loop. */
final class TlsMemory {
    private static final int HOSTS = 10_000;

    private final Map<InetAddress, Long> brokenUntil = new LinkedHashMap<>();
    private final Duration kept;
    private final TimeSource time;

    TlsMemory(Duration kept, TimeSource time) {
        this.kept = kept;
        this.time = time;
    }

    boolean broken(InetAddress address) {
        Long until = brokenUntil.get(address);
        if (until == null) {
            return false;
        }
        if (time.monotonicNanos() - until < 0) {
            return true;
        }
        brokenUntil.remove(address);
        return false;
    }

    void remember(InetAddress address) {
        brokenUntil.remove(address);
        if (brokenUntil.size() >= HOSTS) {
            brokenUntil.remove(brokenUntil.keySet().iterator().next());
        }
        brokenUntil.put(address, time.monotonicNanos() + kept.toNanos());
    }
}
