package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One command's reply that may still be on its way, and what the session does when it is there: settle runs on the event
 * loop and returns what is written.
 */
record Turn(CompletionStage<SmtpReply> reply, UnaryOperator<SmtpReply> settle) {
    static Turn of(SmtpReply reply) {
        return new Turn(CompletableFuture.completedFuture(reply), UnaryOperator.identity());
    }

    /**
     * Asks the conversation; {@code standard} takes the place of {@link SmtpReply#STANDARD}. A conversation that throws is
     * one that failed: its client is answered, other connections are not touched.
     */
    static Turn ask(
            Supplier<CompletionStage<SmtpReply>> question, SmtpReply standard, UnaryOperator<SmtpReply> settle) {
        CompletionStage<SmtpReply> reply;
        try {
            reply = question.get();
        } catch (RuntimeException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        return new Turn(reply, given -> settle.apply(given.equals(SmtpReply.STANDARD) ? standard : given));
    }
}
