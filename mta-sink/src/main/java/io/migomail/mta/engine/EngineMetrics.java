package io.migomail.mta.engine;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;

/** Counters of one engine since its start; thread-safe, each read on its own. */
public final class EngineMetrics {
    final LongAdder opened = new LongAdder();
    final LongAdder closed = new LongAdder();
    final LongAdder reused = new LongAdder();
    final LongAdder submitted = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder tlsFallbacks = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder uncertain = new LongAdder();
    final LongAdder egressFailures = new LongAdder();
    final LongAdder sourcesAway = new LongAdder();

    /** Those who share the engine, by their number. */
    private final ConcurrentSkipListSet<Integer> tellers = new ConcurrentSkipListSet<>();

    EngineMetrics() {}

    /** Of those who share the engine one tells its figures, or their sum would count it as often as it is shared. */
    public void enter(int teller) {
        tellers.add(teller);
    }

    /** It does not tell any more. */
    public void leave(int teller) {
        tellers.remove(teller);
    }

    /** The figure where this is the one who tells, which is the lowest number; else 0. */
    public long told(int teller, long figure) {
        Integer before = tellers.lower(teller);
        return before == null ? figure : 0;
    }

    /** TCP connections established. */
    public long connectionsOpened() {
        return opened.sum();
    }

    /** TCP connections that exist now, in use or warm. */
    public long connectionsOpen() {
        return opened.sum() - closed.sum();
    }

    /** Transactions on a connection that had carried one before. */
    public long connectionsReused() {
        return reused.sum();
    }

    /** Attempts without an outcome yet. */
    public long inFlight() {
        return submitted.sum() - ended.sum();
    }

    /** Messages accepted by the other side. */
    public long delivered() {
        return delivered.sum();
    }

    /** Attempts refused by the engine itself: pool mismatch, sandbox, unfit content. */
    public long refused() {
        return refused.sum();
    }

    /** Attempts whose message the body store did not give. */
    public long bodiesUnavailable() {
        return unreadable.sum();
    }

    /** Attempts that ended between the final dot and its reply: the mail may have arrived, and is attempted again. */
    public long uncertain() {
        return uncertain.sum();
    }

    /** Attempts that an egress node did not serve: it was away, or did not take us or the source. */
    public long egressFailures() {
        return egressFailures.sum();
    }

    /** Source addresses of egress nodes from which no mail leaves now. */
    public long sourcesAway() {
        return sourcesAway.sum();
    }

    /** Hosts that were put on the list of those whose TLS does not work. */
    public long tlsFallbacks() {
        return tlsFallbacks.sum();
    }
}
