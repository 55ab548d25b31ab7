package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpReply;

/** Every reply that the server gives by itself, in one place. */
final class Replies {
    static final SmtpReply MAIL_OK = SmtpReply.of(250, "2.1.0", "Sender ok");
    static final SmtpReply RCPT_OK = SmtpReply.of(250, "2.1.5", "Recipient ok");
    static final SmtpReply DATA_GO = SmtpReply.of(354, "", "End data with <CRLF>.<CRLF>");
    static final SmtpReply TLS_GO = SmtpReply.of(220, "2.0.0", "Ready to start TLS");
    static final SmtpReply BYE = SmtpReply.of(221, "2.0.0", "Bye");
    static final SmtpReply VRFY = SmtpReply.of(252, "2.1.5", "Send some mail, then we will see");
    static final SmtpReply HELP = SmtpReply.of(214, "2.0.0", "See RFC 5321");

    static final SmtpReply IDLE = SmtpReply.of(421, "4.4.2", "Idle for too long, closing connection");
    static final SmtpReply SLOW = SmtpReply.of(421, "4.4.2", "Transfer takes too long, closing connection");
    static final SmtpReply STOPPING = SmtpReply.of(421, "4.3.2", "Shutting down, try again later");
    static final SmtpReply CROWDED = SmtpReply.of(421, "4.3.2", "Too many connections, try again later");
    static final SmtpReply TOO_MANY_ERRORS = SmtpReply.of(421, "4.7.0", "Too many errors, closing connection");

    static final SmtpReply HANDLER_FAILED = SmtpReply.of(451, "4.3.0", "Local error, try again later");
    static final SmtpReply NO_ROOM = SmtpReply.of(452, "4.3.1", "No room for content now, try again later");
    static final SmtpReply TOO_MANY_RECIPIENTS = SmtpReply.of(452, "4.5.3", "Too many recipients");
    static final SmtpReply TOO_LARGE = SmtpReply.of(552, "5.3.4", "Message is larger than the limit");
    static final SmtpReply BARE =
            SmtpReply.of(550, "5.6.11", "Message holds a bare CR, a bare LF or NUL; lines must end with CRLF");
    static final SmtpReply LONG_TEXT_LINE =
            SmtpReply.of(550, "5.6.0", "Message holds a line longer than RFC 5321 4.5.3.1.6 allows");

    static final SmtpReply UNKNOWN = SmtpReply.of(500, "5.5.1", "Unknown command");
    static final SmtpReply LINE_TOO_LONG = SmtpReply.of(500, "5.5.6", "Line is too long");
    static final SmtpReply BARE_LF_COMMAND =
            SmtpReply.of(500, "5.5.2", "Commands must end with CRLF, closing connection");
    static final SmtpReply BAD_ARGUMENT = SmtpReply.of(501, "5.5.4", "Bad argument");
    static final SmtpReply BDAT_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: BDAT octets [LAST], closing connection");
    static final SmtpReply NOT_OFFERED = SmtpReply.of(502, "5.5.1", "Not offered here");
    static final SmtpReply OUT_OF_ORDER = SmtpReply.of(503, "5.5.1", "Command out of order");
    static final SmtpReply HELO_FIRST = SmtpReply.of(503, "5.5.1", "Say EHLO first");
    static final SmtpReply MAIL_FIRST = SmtpReply.of(503, "5.5.1", "Say MAIL first");
    static final SmtpReply NO_SMTPUTF8 = SmtpReply.of(555, "5.5.4", "Unsupported option: SMTPUTF8");
    static final SmtpReply NO_RECIPIENTS = SmtpReply.of(554, "5.5.1", "No valid recipients");
    static final SmtpReply TLS_FIRST = SmtpReply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    static final SmtpReply AUTH_FIRST = SmtpReply.of(530, "5.7.0", "Authentication required");
    static final SmtpReply AUTH_NEEDS_TLS =
            SmtpReply.of(538, "5.7.11", "Encryption required for requested authentication mechanism");
    static final SmtpReply AUTH_OK = SmtpReply.of(235, "2.7.0", "Authentication successful");
    static final SmtpReply AUTH_FAILED = SmtpReply.of(535, "5.7.8", "Authentication credentials invalid");
    static final SmtpReply AUTH_UNKNOWN = SmtpReply.of(504, "5.5.4", "Unknown authentication mechanism");
    static final SmtpReply AUTH_CANCELLED = SmtpReply.of(501, "5.7.0", "Authentication cancelled");
    static final SmtpReply AUTH_SYNTAX = SmtpReply.of(501, "5.5.2", "Cannot decode the response");

    private Replies() {}
}
