package io.migomail.mail.smtp.server;

import io.migomail.core.Limits;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.SmtpServerConfig.Extension;
import org.jspecify.annotations.Nullable;

/** AUTH of one connection (RFC 4954): when it is offered, its exchange, its failures. On the event loop only. */
final class Authentication {
    private final SmtpServerConfig config;
    private final SmtpConnection connection;
    private final SmtpConversation conversation;
    private @Nullable AuthDialog dialog;
    private boolean done;
    private int failures;

    Authentication(SmtpServerConfig config, SmtpConnection connection, SmtpConversation conversation) {
        this.config = config;
        this.connection = connection;
        this.conversation = conversation;
    }

    boolean offered() {
        boolean safe = connection.tls() != null || config.policy().clearTextAuth();
        return safe && config.extensions().contains(Extension.AUTH);
    }

    /** Whether the next line belongs to the exchange. */
    boolean running() {
        return dialog != null;
    }

    boolean done() {
        return done;
    }

    /** Back to the state before AUTH; failures stay counted. */
    void forget() {
        dialog = null;
        done = false;
    }

    Turn start(String argument) {
        if (!offered()) {
            return failed(refusal());
        }
        if (done) {
            return failed(Replies.OUT_OF_ORDER);
        }
        String[] words = argument.split(" +");
        AuthDialog chosen = AuthDialog.of(words[0]);
        if (chosen == null || words.length > 2) {
            return failed(chosen == null ? Replies.AUTH_UNKNOWN : Replies.BAD_ARGUMENT);
        }
        dialog = chosen;
        return step(chosen.start(words.length == 2 ? words[1] : null));
    }

    Turn answer(String line) {
        AuthDialog running = dialog;
        return running == null ? Turn.of(Replies.OUT_OF_ORDER) : step(running.answer(line));
    }

    private SmtpReply refusal() {
        if (!config.extensions().contains(Extension.AUTH)) {
            return Replies.NOT_OFFERED;
        }
        return config.policy().requireTls() ? Replies.TLS_FIRST : Replies.AUTH_NEEDS_TLS;
    }

    private Turn step(AuthDialog.Step step) {
        if (step.reply() != null) {
            return step.goesOn() ? Turn.of(step.reply()) : failed(step.reply());
        }
        dialog = null;
        Credentials credentials = step.credentials();
        if (credentials == null) {
            return failed(Replies.AUTH_SYNTAX);
        }
        return Turn.ask(() -> conversation.authenticate(credentials), Replies.AUTH_FAILED, this::settle);
    }

    private SmtpReply settle(SmtpReply reply) {
        done = reply.code() == 235;
        return reply.permanent() ? count(reply) : reply;
    }

    private Turn failed(SmtpReply reply) {
        dialog = null;
        return Turn.of(count(reply));
    }

    /** Every failure counts, malformed ones too; the last one allowed is still told, the connection then closes. */
    private SmtpReply count(SmtpReply reply) {
        failures++;
        if (failures >= Limits.SMTP_AUTH_FAILURES) {
            connection.closeAfterReply();
        }
        return reply;
    }
}
