package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpCommand;

/** Is told what happens at a server, to count it. Called on event loops, so it must be quick; thread-safe. */
public interface SmtpObserver {
    /** Nobody watches. */
    SmtpObserver NONE = new SmtpObserver() {
        @Override
        public void connection(boolean admitted) {}

        @Override
        public void command(SmtpCommand.Verb verb) {}

        @Override
        public void reply(int code) {}
    };

    /** A client connected; it was let in, or told that there are too many. */
    void connection(boolean admitted);

    /** A client gave a command. */
    void command(SmtpCommand.Verb verb);

    /** A client was answered. */
    void reply(int code);
}
