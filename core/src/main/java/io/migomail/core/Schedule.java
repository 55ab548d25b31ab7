package io.migomail.core;

import io.migomail.core.record.MessageHead;

/** The time at which a sender wants a message to be sent. Stateless. */
public final class Schedule {
    private Schedule() {}

    /** Whether the message is yet to wait for its time; what comes back when it has come does not (docs/adr/0028). */
    public static boolean waits(MessageHead head) {
        return head.getScheduledAt() > 0 && head.getDueAt() == 0;
    }

    /** The instant from which its latency counts: when it was received, or the later time that was asked for. */
    public static long start(MessageHead head) {
        return Math.max(head.getReceivedAt(), head.getScheduledAt());
    }
}
