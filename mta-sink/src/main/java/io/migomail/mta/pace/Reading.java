package io.migomail.mta.pace;

import io.migomail.core.Blame;
import io.migomail.core.Hold;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Outcome;
import org.jspecify.annotations.Nullable;

/** What PACE takes from records. A word it does not know, from a newer build, must not stop the queue. */
final class Reading {
    private static final String GREYLIST = "greylist";

    private Reading() {}

    /** The rank of the message's class; the last where the class is unknown. */
    static int rank(MessageHead head) {
        for (MessageClass one : MessageClass.values()) {
            if (one.word().equals(head.getMessageClass())) {
                return one.rank();
            }
        }
        return MessageClass.NORMAL.rank();
    }

    /** The outcome's kind, or null where it is unknown. */
    static @Nullable OutcomeKind kind(Outcome outcome) {
        for (OutcomeKind one : OutcomeKind.values()) {
            if (one.word().equals(outcome.getKind())) {
                return one;
            }
        }
        return null;
    }

    /** What a failed attempt leaves behind, after what was before it. */
    static Past past(Outcome outcome, Past before) {
        String used = outcome.getSmtp().getEgressIp();
        boolean unheard = unheard(outcome);
        boolean greylisted = outcome.getCategory().startsWith(GREYLIST);
        return new Past(
                used.isEmpty() ? before.egressIp() : used,
                outcome.getBlame().equals(Blame.OUR_IP.word()) || Hold.of(outcome.getHold()) == Hold.ADDRESS,
                unheard ? DelayReason.EGRESS : greylisted ? DelayReason.GREYLISTED : DelayReason.RETRY,
                reply(outcome),
                before.unheard() + (unheard ? 1 : 0));
    }

    /** Whether the attempt failed at our own source address, so that no destination heard of it. */
    static boolean unheard(Outcome outcome) {
        return outcome.getBlame().equals(Blame.US.word()) && Hold.of(outcome.getHold()) == Hold.ADDRESS;
    }

    private static String reply(Outcome outcome) {
        String reply = outcome.getSmtp().getResponse();
        String text = reply.isEmpty() ? outcome.getDetail() : reply;
        return text.length() <= Limits.REPLY_TEXT ? text : text.substring(0, Limits.REPLY_TEXT);
    }
}
