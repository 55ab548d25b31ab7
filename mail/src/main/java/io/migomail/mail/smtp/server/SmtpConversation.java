package io.migomail.mail.smtp.server;

import io.migomail.core.MailAddress;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The decisions of one connection. Every method is called on the connection's event loop, one at a time, and must not
 * block; the reply may come later and from any thread, and no further command is read before it. A stage that fails is
 * answered 451 4.3.0. {@link SmtpReply#STANDARD} stands for the server's own reply, {@link SmtpReply#SILENCE} for none.
 * A reply 421 closes the connection after it; {@link SmtpConnection} closes it in other ways.
 */
public interface SmtpConversation {
    /** The greeting; standard: {@code 220 <host> ESMTP}. */
    default CompletionStage<SmtpReply> connected() {
        return standard();
    }

    /** EHLO or HELO; standard: the host name and the extensions. */
    default CompletionStage<SmtpReply> hello(String name, boolean extended) {
        return standard();
    }

    /** STARTTLS that the protocol allows; standard: 220, and TLS begins after any 220. */
    default CompletionStage<SmtpReply> startTls() {
        return standard();
    }

    /** A complete AUTH exchange; 235 authenticates, standard: 535 5.7.8. */
    default CompletionStage<SmtpReply> authenticate(Credentials credentials) {
        return standard();
    }

    /** MAIL; standard: 250 2.1.0. A positive reply opens the transaction. */
    default CompletionStage<SmtpReply> mail(MailFrom from) {
        return standard();
    }

    /** RCPT; standard: 250 2.1.5. A positive reply adds the recipient. */
    default CompletionStage<SmtpReply> recipient(MailAddress recipient) {
        return standard();
    }

    /** DATA, before content is sent (not called for BDAT); standard: 354. Another reply than 354 refuses it. */
    default CompletionStage<SmtpReply> dataStarted(Envelope envelope) {
        return standard();
    }

    /** Content octets have arrived; {@code total} so far. For scripts that break off in the middle. */
    default void progress(long total) {}

    /**
     * The whole content, dots unstuffed, otherwise exactly the octets sent, free of bare CR, bare LF and NUL, within the
     * size limit. The array belongs to the callee. Standard: 250 2.0.0.
     */
    CompletionStage<SmtpReply> data(Envelope envelope, byte[] content);

    /** The transaction ended without {@link #data}: RSET, EHLO, STARTTLS, or refused content. */
    default void reset() {}

    /** The connection is gone; called once, last. A pending reply is ignored. */
    default void closed() {}

    private static CompletionStage<SmtpReply> standard() {
        return CompletableFuture.completedFuture(SmtpReply.STANDARD);
    }
}
