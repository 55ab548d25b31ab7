package io.migomail.mail.report;

import java.util.List;
import java.util.Locale;

/**
 * What a mail that came back says. Its words are a stranger's: printable, on one line, bounded, and not to be trusted.
 *
 * @param enhanced status code (RFC 3463); empty where none is told
 * @param code reply code of SMTP; 0 where none is told
 * @param diagnostic why, at most {@link io.migomail.core.Limits#REPLY_TEXT} characters; empty where nothing is told
 * @param mx the host that refused; empty where none is told
 * @param traces local parts of return paths that stand in what was returned, in the order in which they are to be believed
 */
public record InboundReport(Kind kind, String enhanced, int code, String diagnostic, String mx, List<String> traces) {
    public InboundReport {
        traces = List.copyOf(traces);
    }

    /** What it is. Only the first two tell of something that happened to a delivery. */
    public enum Kind {
        /** The mail was not delivered, and nobody tries any more. */
        BOUNCE,
        /** Its recipient called it spam or fraud. */
        COMPLAINT,
        /** Not delivered yet. */
        DELAYED,
        /** Delivered, relayed or expanded. */
        DELIVERED,
        /** A person's or a program's answer (RFC 3834). */
        AUTO_REPLY,
        /** A feedback report that is no complaint, as not-spam and auth-failure. */
        OTHER_FEEDBACK,
        UNRECOGNISED;

        /** The word used in metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One that tells nothing more than what it is. */
    static InboundReport of(Kind kind) {
        return new InboundReport(kind, "", 0, "", "", List.of());
    }
}
