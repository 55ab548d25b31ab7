package io.migomail.egress;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters of one node since its start; thread-safe, each read on its own. */
public final class EgressCounts {
    private final Map<Result, LongAdder> results = new EnumMap<>(Result.class);
    final LongAdder opened = new LongAdder();
    final LongAdder closed = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder received = new LongAdder();

    EgressCounts() {
        for (Result result : Result.values()) {
            results.put(result, new LongAdder());
        }
    }

    void count(Result result) {
        adder(result).increment();
    }

    private LongAdder adder(Result result) {
        return java.util.Objects.requireNonNull(results.get(result));
    }

    /** Connections that came to this. */
    public long total(Result result) {
        return adder(result).sum();
    }

    /** Connections of clients that exist now. */
    public long open() {
        return opened.sum() - closed.sum();
    }

    /** Octets to destinations. */
    public long octetsSent() {
        return sent.sum();
    }

    /** Octets from destinations. */
    public long octetsReceived() {
        return received.sum();
    }
}
