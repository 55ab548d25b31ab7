package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * One command's reply that may still be on its way, and what the session does when it is there: settle runs on the event
 * loop and returns what is written.
 */
record Turn(CompletionStage<SmtpReply> reply, UnaryOperator<SmtpReply> settle) {
    static Turn of(SmtpReply reply) {
        return new Turn(CompletableFuture.completedFuture(reply), UnaryOperator.identity());
    }

    /** Asks the conversation; {@code standard} takes the place of {@link SmtpReply#STANDARD}. */
    static Turn ask(CompletionStage<SmtpReply> reply, SmtpReply standard, UnaryOperator<SmtpReply> settle) {
        return new Turn(reply, given -> settle.apply(given.equals(SmtpReply.STANDARD) ? standard : given));
    }
}
