package io.migomail.standalone.inbox;

import io.migomail.core.Bounded;
import io.migomail.core.SandboxProvider;
import io.migomail.core.TimeSource;
import io.migomail.mail.smtp.SmtpReply;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What the providers of {@link SandboxProvider} say to a recipient of theirs, in words that real ones use. Limits hold for each
 * address that sends. Thread-safe.
 */
final class SimulatedProviders {
    private static final int REMEMBERED = 10_000;
    private static final SmtpReply GREYLISTED = SmtpReply.of(
            450,
            "4.2.0",
            "Recipient address rejected: Greylisted, try again in "
                    + SandboxProvider.GREYLIST_WAIT.toSeconds()
                    + " seconds");
    private static final SmtpReply CONNECTIONS =
            SmtpReply.of(421, "4.7.0", "Too many concurrent SMTP connections from this IP address; closing");
    private static final SmtpReply RATE = SmtpReply.of(
            421,
            "4.7.28",
            "Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect",
            "our users from spam, mail sent from your IP address has been temporarily rate limited.");

    private final TimeSource time;
    /** When a return path was seen first, in nanoseconds: a delivery has the same one at each attempt, and no other has it. */
    private final Map<String, Long> greylist = Bounded.youngest(REMEMBERED);

    private final Map<InetAddress, Integer> busy = new HashMap<>();
    private final Map<InetAddress, Deque<Long>> taken = Bounded.recentlyUsed(REMEMBERED);

    SimulatedProviders(TimeSource time) {
        this.time = time;
    }

    /** The reply to a recipient; after {@link SmtpReply#STANDARD} the caller tells {@link #ended} when the mail has ended. */
    synchronized SmtpReply recipient(SandboxProvider provider, String returnPath, InetAddress from) {
        return switch (provider) {
            case GREYLISTING -> greylisted(returnPath) ? GREYLISTED : SmtpReply.STANDARD;
            case CONNECTION_LIMIT -> tooMany(from) ? CONNECTIONS : SmtpReply.STANDARD;
            case RATE_LIMIT -> tooFast(from) ? RATE : SmtpReply.STANDARD;
            case SLOW_DATA -> SmtpReply.STANDARD;
        };
    }

    /** A mail that was not refused here has been taken, or its transaction is over. */
    synchronized void ended(SandboxProvider provider, InetAddress from) {
        if (provider == SandboxProvider.CONNECTION_LIMIT) {
            busy.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    private boolean greylisted(String returnPath) {
        long now = time.monotonicNanos();
        Long first = greylist.putIfAbsent(returnPath, now);
        return first == null || now - first < SandboxProvider.GREYLIST_WAIT.toNanos();
    }

    private boolean tooMany(InetAddress from) {
        if (busy.getOrDefault(from, 0) >= SandboxProvider.MOST_CONNECTIONS) {
            return true;
        }
        busy.merge(from, 1, Integer::sum);
        return false;
    }

    private boolean tooFast(InetAddress from) {
        long now = time.monotonicNanos();
        Deque<Long> window = taken.computeIfAbsent(from, address -> new ArrayDeque<>());
        while (!window.isEmpty() && now - window.peekFirst() >= SandboxProvider.WINDOW.toNanos()) {
            window.removeFirst();
        }
        if (window.size() >= SandboxProvider.MOST_MAILS) {
            return true;
        }
        window.addLast(now);
        return false;
    }
}
