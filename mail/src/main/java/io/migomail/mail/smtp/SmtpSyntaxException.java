package io.migomail.mail.smtp;

/** A command that the grammar refuses, with the reply that says so. */
public final class SmtpSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient SmtpReply reply;

    /** @param reply what the client is told */
    public SmtpSyntaxException(SmtpReply reply) {
        super(reply.lines().get(0), null, false, false);
        this.reply = reply;
    }

    /** What the client is told. */
    public SmtpReply reply() {
        return reply;
    }

    static SmtpSyntaxException of(int code, String enhanced, String text) {
        return new SmtpSyntaxException(SmtpReply.of(code, enhanced, text));
    }
}
