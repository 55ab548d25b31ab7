package io.migomail.core;

import io.migomail.core.record.MessageHead;
import java.util.Locale;

/** What becomes of a delivery in the sandbox. */
public enum SandboxResult {
    DELIVERED,
    /** The mailbox does not exist. */
    HARDBOUNCE,
    /** The mailbox is full at the first attempt, and takes the mail at the next one. */
    SOFTBOUNCE,
    /** Delivered, and reported as spam. */
    COMPLAINT,
    /** Delivered, and opened. */
    OPENED,
    /** Delivered, and the recipient wants no more. */
    UNSUBSCRIBE,
    /** As if the recipient were on the suppression list. */
    SUPPRESSED,
    /** The mail server takes {@link Limits#SANDBOX_SLOW} to accept the content. */
    SLOW;

    /** The word used in the API, in addresses and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static SandboxResult of(String word) {
        return Words.of(values(), SandboxResult::word, word, "sandbox result");
    }

    /**
     * That of a delivery: what its message asks for, else what the part of the address before {@code @} and any
     * {@code +label} says, else {@link #DELIVERED}, which is also that of a live delivery.
     */
    public static SandboxResult of(MessageHead head, String recipient) {
        if (!head.getEnvironment().equals(Environment.SANDBOX.word())) {
            return DELIVERED;
        }
        String wanted = head.getSandboxResult().isEmpty() ? local(recipient) : head.getSandboxResult();
        for (SandboxResult each : values()) {
            if (each.word().equals(wanted)) {
                return each;
            }
        }
        return DELIVERED;
    }

    private static String local(String recipient) {
        String local = recipient.substring(0, Math.max(0, recipient.lastIndexOf('@')));
        int label = local.indexOf('+');
        return (label < 0 ? local : local.substring(0, label)).toLowerCase(Locale.ROOT);
    }
}
