package io.migomail.standalone.inbox;

import io.migomail.core.Bounded;
import io.migomail.core.SandboxResult;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import java.util.Map;

/**
 * The recipients of the sandbox that do not take mail at once, by the label that the product puts into the return path of
 * sandbox mail. Live mail has no label. Thread-safe.
 */
final class Simulation {
    private static final int REMEMBERED = 10_000;
    private static final SmtpReply NO_SUCH_USER =
            SmtpReply.of(550, "5.1.1", "The mailbox does not exist (simulated hardbounce)");
    private static final SmtpReply FULL =
            SmtpReply.of(452, "4.2.2", "The mailbox is full; try again (simulated softbounce)");

    /** Return paths that were put off once. */
    private final Map<String, Boolean> putOff = Bounded.youngest(REMEMBERED);

    /** The reply to a recipient of mail with this return path. */
    SmtpReply recipient(MailFrom from) {
        if (wants(from, SandboxResult.HARDBOUNCE)) {
            return NO_SUCH_USER;
        }
        if (wants(from, SandboxResult.SOFTBOUNCE)) {
            synchronized (putOff) {
                return putOff.put(from.path(), true) == null ? FULL : SmtpReply.STANDARD;
            }
        }
        return SmtpReply.STANDARD;
    }

    /** Whether the content is to be taken slowly. */
    static boolean slow(MailFrom from) {
        return wants(from, SandboxResult.SLOW);
    }

    private static boolean wants(MailFrom from, SandboxResult result) {
        String path = from.path();
        int at = path.lastIndexOf('@');
        return at >= 0 && path.startsWith("b+") && path.substring(0, at).endsWith("+" + result.word());
    }
}
