package io.migomail.faults;

import io.migomail.faults.check.Fact;
import io.migomail.faults.check.Ledger;
import io.migomail.faults.check.StoredEvent;
import io.migomail.faults.load.FaultMails;
import io.migomail.faults.system.EventTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The event store beside the journals of a trial. */
record Books(Trial trial) {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Waits until the store has what clients, MX and webhook know of, and takes nothing more, or the bound has passed. */
    void settle(Duration longest) throws IOException, InterruptedException {
        EventTable table = trial.system().eventStore();
        long end = trial.now() + longest.toNanos();
        long seen = -1;
        long since = trial.now();
        while (trial.now() < end) {
            long count = table.count();
            if (count != seen) {
                seen = count;
                since = trial.now();
            } else if (trial.now() - since > QUIET.toNanos()
                    && ledger(List.of(), table.rows()).missing().isEmpty()) {
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** The windows that are not what their events say, once there are none or the bound has passed. */
    List<String> windowsUnlike(Duration longest) throws IOException, InterruptedException {
        EventTable table = trial.system().eventStore();
        long end = trial.now() + longest.toNanos();
        List<String> unlike = table.windowsUnlike();
        while (!unlike.isEmpty() && trial.now() < end) {
            LockSupport.parkNanos(POLL.toNanos());
            unlike = table.windowsUnlike();
        }
        return unlike;
    }

    /** With all that PACE wrote down; the system may be over after it. */
    Ledger ledger() throws IOException, InterruptedException {
        EventTable table = trial.system().eventStore();
        List<Fact> facts = trial.facts();
        return ledger(facts, table.rows());
    }

    private Ledger ledger(List<Fact> facts, List<StoredEvent> stored) {
        return new Ledger(
                new Ledger.Journals(
                        trial.journal().entries(),
                        trial.mx().arrivals(),
                        trial.hooks().all(),
                        facts,
                        FaultMails::classOf),
                stored);
    }
}
