package io.migomail.mta.policy;

import io.migomail.core.Blame;
import java.util.Locale;

/** What a refusal says, with whose fault it is; the same words as for bounces that arrive later by mail. */
public enum Category {
    INVALID_RECIPIENT(Blame.RECIPIENT),
    INVALID_DOMAIN(Blame.RECIPIENT),
    NO_MAIL_HOST(Blame.RECIPIENT),
    MAILBOX_FULL(Blame.RECIPIENT),
    MAILBOX_DISABLED(Blame.RECIPIENT),
    /** Too much mail for this one mailbox, whoever sends it. */
    MAILBOX_BUSY(Blame.RECIPIENT),
    RECIPIENT_REJECTED(Blame.RECIPIENT),
    TOO_LARGE(Blame.CONTENT),
    CONTENT(Blame.CONTENT),
    SPAM(Blame.CONTENT),
    VIRUS(Blame.CONTENT),
    BLOCKED(Blame.OUR_IP),
    THROTTLED(Blame.OUR_IP),
    SENDER_REJECTED(Blame.OUR_AUTHENTICATION),
    AUTH_FAILURE(Blame.OUR_AUTHENTICATION),
    GREYLISTED(Blame.REMOTE),
    POLICY(Blame.REMOTE),
    RELAY_DENIED(Blame.REMOTE),
    NETWORK(Blame.REMOTE),
    REMOTE_SYSTEM(Blame.REMOTE),
    PROTOCOL(Blame.REMOTE),
    TLS(Blame.REMOTE),
    UNDETERMINED(Blame.REMOTE),
    /** Our own machine or configuration. */
    OUR_SIDE(Blame.US);

    private final Blame blame;

    Category(Blame blame) {
        this.blame = blame;
    }

    /** Whose fault it is. */
    public Blame blame() {
        return blame;
    }

    /** Whether a bounce of this category shows that no mail can ever arrive: the only ones that may suppress. */
    public boolean addressIsDead() {
        return this == INVALID_RECIPIENT || this == INVALID_DOMAIN || this == NO_MAIL_HOST;
    }

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
