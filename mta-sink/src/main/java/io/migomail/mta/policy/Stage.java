package io.migomail.mta.policy;

import java.util.Locale;

/** How far an attempt had come; spelled in records as {@link #word()}. */
public enum Stage {
    DNS,
    CONNECT,
    BANNER,
    EHLO,
    STARTTLS,
    /** Only on a connection that an earlier transaction left unfinished. */
    RSET,
    MAIL,
    RCPT,
    /** From the DATA command until the last octet of the final dot is handed to the kernel. */
    DATA,
    /** The final dot is written; only its reply is missing. */
    DOT;

    /** The word used in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether whoever came would have heard the same: neither recipient nor message nor TLS had a part in it. */
    public boolean turnsAwayAnybody() {
        return this == CONNECT || this == BANNER || this == EHLO;
    }

    /** Whether nothing of the message has been said yet: a refusal can only be about us or about the host. */
    public boolean beforeMail() {
        return compareTo(MAIL) < 0;
    }
}
