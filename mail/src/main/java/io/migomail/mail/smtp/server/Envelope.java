package io.migomail.mail.smtp.server;

import io.migomail.core.MailAddress;
import io.migomail.mail.smtp.MailFrom;
import java.util.List;

/**
 * The transaction that a content belongs to.
 *
 * @param helo name the client gave
 * @param extended whether it said EHLO
 * @param from argument of MAIL
 * @param recipients accepted recipients in order, duplicates included
 */
public record Envelope(String helo, boolean extended, MailFrom from, List<MailAddress> recipients) {
    /** Copies the list. */
    public Envelope {
        recipients = List.copyOf(recipients);
    }
}
