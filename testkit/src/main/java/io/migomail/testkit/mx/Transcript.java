package io.migomail.testkit.mx;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What was said to a {@link ScriptedMx}, octet by octet; for tests of a few mails. Thread-safe. */
public final class Transcript {
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> premature = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> peers = new CopyOnWriteArrayList<>();
    private final AtomicInteger secured = new AtomicInteger();
    private final boolean kept;

    Transcript(boolean kept) {
        this.kept = kept;
    }

    /** Every command line. */
    public List<String> commands() {
        return commands;
    }

    /** Every content as it was on the wire, with stuffed dots and the final one, one character an octet. */
    public List<String> messages() {
        return messages;
    }

    /** Commands behind which more had come before they were answered. */
    public List<String> premature() {
        return premature;
    }

    /** Who connected, in order. */
    public List<InetSocketAddress> peers() {
        return peers;
    }

    /** Handshakes that came about. */
    public int secured() {
        return secured.get();
    }

    void command(String line, boolean more) {
        if (kept) {
            commands.add(line);
            if (more) {
                premature.add(line);
            }
        }
    }

    void message(String raw) {
        if (kept) {
            messages.add(raw);
        }
    }

    boolean kept() {
        return kept;
    }

    void peer(InetSocketAddress address) {
        if (kept) {
            peers.add(address);
        }
    }

    void securedOne() {
        secured.incrementAndGet();
    }
}
