package io.migomail.testkit.mx;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Everything that came to a {@link ScriptedMx}: one entry a transaction, taken or not. Thread-safe. */
public final class MxJournal {
    private final Queue<MxEntry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger pastDot = new AtomicInteger();

    MxJournal() {}

    /** All entries, in the order in which they were written. */
    public List<MxEntry> entries() {
        return List.copyOf(entries);
    }

    /** The mails that were accepted. */
    public List<MxEntry> accepted() {
        return stream().filter(MxEntry::accepted).toList();
    }

    /** The transactions of a recipient, taken or not. */
    public List<MxEntry> of(String recipient) {
        return stream().filter(e -> e.recipient().equalsIgnoreCase(recipient)).toList();
    }

    /** How many mails were accepted; cheap. */
    public int acceptedCount() {
        return taken.get();
    }

    /** Transactions between MAIL and their end: what a sender that dies now may repeat. */
    public int open() {
        return open.get();
    }

    /** Those of them whose content has come and that have no reply yet. */
    public int pastDot() {
        return pastDot.get();
    }

    private Stream<MxEntry> stream() {
        return entries.stream();
    }

    void began() {
        open.incrementAndGet();
    }

    void dotCame() {
        pastDot.incrementAndGet();
    }

    void ended(boolean afterDot) {
        // In this order: what is past its dot is open.
        if (afterDot) {
            pastDot.decrementAndGet();
        }
        open.decrementAndGet();
    }

    void write(MxEntry entry) {
        entries.add(entry);
        if (entry.accepted()) {
            taken.incrementAndGet();
        }
    }
}
