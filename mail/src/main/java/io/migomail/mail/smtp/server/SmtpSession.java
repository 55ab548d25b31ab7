package io.migomail.mail.smtp.server;

import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.OctetBudget;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.RcptTo;
import io.migomail.mail.smtp.SmtpCommand;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.SmtpSyntaxException;
import io.migomail.mail.smtp.server.SmtpServerConfig.Extension;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The protocol state of one connection: which command is allowed when, and what it leads to. Knows no socket: the channel
 * feeds it lines and content and writes its replies in order. Confined to the connection's event loop. States: command
 * (the initial one), AUTH exchange, DATA content, BDAT chunk.
 */
final class SmtpSession {
    private static final int HELLO_CHARS = 255;

    private final SmtpServerConfig config;
    private final OctetBudget budget;
    private final SmtpConnection connection;
    private final SmtpConversation conversation;
    private final Authentication authentication;

    private String helo = "";
    private boolean extended;
    private @Nullable Transaction transaction;
    private boolean inData;
    private @Nullable Chunk chunk;
    private boolean startTls;
    private int badCommands;

    SmtpSession(SmtpServerConfig config, OctetBudget budget, SmtpConnection connection, SmtpConversation conversation) {
        this.config = config;
        this.budget = budget;
        this.connection = connection;
        this.conversation = conversation;
        this.authentication = new Authentication(config, connection, conversation);
    }

    /** Whether the next octets are content, not a line. */
    boolean expectsContent() {
        return inData || chunk != null;
    }

    /** Longest line now, with CRLF. */
    int lineLimit() {
        return authentication.running() ? Limits.SMTP_AUTH_LINE_BYTES : Limits.SMTP_LINE_BYTES;
    }

    /** Whether content is on its way or begun: the transaction is then brought to its end before a stop. */
    boolean receiving() {
        return inData || chunk != null || transaction != null && transaction.content != null;
    }

    /** Whether no transaction is open. */
    boolean between() {
        return transaction == null && chunk == null;
    }

    /** Whether TLS starts now; asked once after each reply. */
    boolean takeStartTls() {
        boolean now = startTls;
        startTls = false;
        return now;
    }

    Turn greeting() {
        SmtpReply standard = SmtpReply.of(220, "", config.hostName() + " ESMTP");
        return Turn.ask(() -> conversation.connected(), standard, reply -> {
            if (!reply.positive() && !reply.equals(SmtpReply.SILENCE)) {
                connection.closeAfterReply();
            }
            return reply;
        });
    }

    /** The connection is gone. */
    void closed() {
        if (transaction != null) {
            transaction.release();
        }
        conversation.closed();
    }

    /** A line without CRLF, or a marker of {@link LineReader}. */
    Turn line(byte[] line) {
        if (line == LineReader.BARE_LF || line == LineReader.ENDLESS) {
            connection.closeAfterReply();
            return Turn.of(line == LineReader.BARE_LF ? Replies.BARE_LF_COMMAND : Replies.LINE_TOO_LONG);
        }
        if (authentication.running()) {
            return authentication.answer(line == LineReader.TOO_LONG ? "*" : new String(line, StandardCharsets.UTF_8));
        }
        if (line == LineReader.TOO_LONG) {
            return bad(Replies.LINE_TOO_LONG);
        }
        try {
            return command(SmtpCommand.parse(line));
        } catch (SmtpSyntaxException e) {
            return bad(e.reply());
        }
    }

    private Turn command(SmtpCommand command) throws SmtpSyntaxException {
        String argument = command.argument();
        config.observer().command(command.verb());
        return switch (command.verb()) {
            case HELO, EHLO -> hello(argument, command.verb() == SmtpCommand.Verb.EHLO);
            case MAIL -> mail(argument);
            case RCPT -> recipient(argument);
            case DATA -> data(argument);
            case BDAT -> bdat(argument);
            case RSET -> argument.isEmpty() ? rset() : bad(Replies.BAD_ARGUMENT);
            case NOOP -> Turn.of(SmtpReply.OK);
            case QUIT -> quit();
            case STARTTLS -> startTls(argument);
            case AUTH -> auth(argument);
            case VRFY -> argument.isEmpty() ? bad(Replies.BAD_ARGUMENT) : Turn.of(Replies.VRFY);
            case EXPN -> bad(Replies.NOT_OFFERED);
            case HELP -> Turn.of(Replies.HELP);
            case UNKNOWN -> bad(Replies.UNKNOWN);
        };
    }

    private Turn bad(SmtpReply reply) {
        badCommands++;
        if (badCommands > Limits.SMTP_BAD_COMMANDS) {
            return Turn.of(Replies.TOO_MANY_ERRORS);
        }
        return Turn.of(reply);
    }

    /** Clients say their machine's name, whatever a host name may hold (RFC 5321 4.1.4); control characters never come here. */
    private Turn hello(String name, boolean ehlo) {
        if (name.isEmpty() || name.length() > HELLO_CHARS) {
            return bad(Replies.BAD_ARGUMENT);
        }
        SmtpReply standard = ehlo
                ? Greeting.ehlo(config, connection.tls() != null, authentication.offered())
                : SmtpReply.of(250, "", config.hostName());
        return Turn.ask(() -> conversation.hello(name, ehlo), standard, reply -> {
            if (reply.positive()) {
                forgetTransaction();
                helo = name;
                extended = ehlo;
            }
            return reply;
        });
    }

    private Turn mail(String argument) throws SmtpSyntaxException {
        if (config.policy().requireTls() && connection.tls() == null) {
            return bad(Replies.TLS_FIRST);
        }
        if (helo.isEmpty()) {
            return bad(Replies.HELO_FIRST);
        }
        if (config.policy().requireAuth() && !authentication.done()) {
            return bad(Replies.AUTH_FIRST);
        }
        if (transaction != null) {
            return bad(Replies.OUT_OF_ORDER);
        }
        MailFrom from = MailFrom.parse(argument);
        if (from.smtpUtf8() && !config.extensions().contains(Extension.SMTP_UTF8)) {
            return bad(Replies.NO_SMTPUTF8);
        }
        if (from.size() > config.bounds().messageBytes()) {
            return Turn.of(Replies.TOO_LARGE);
        }
        return Turn.ask(() -> conversation.mail(from), Replies.MAIL_OK, reply -> {
            if (reply.positive()) {
                transaction = new Transaction(from);
            }
            return reply;
        });
    }

    private Turn recipient(String argument) throws SmtpSyntaxException {
        Transaction open = transaction;
        if (open == null || open.content != null) {
            return bad(open == null ? Replies.MAIL_FIRST : Replies.OUT_OF_ORDER);
        }
        MailAddress recipient = RcptTo.parse(argument, open.from.smtpUtf8(), config.hostName());
        if (open.recipients.size() >= config.bounds().recipients()) {
            return Turn.of(Replies.TOO_MANY_RECIPIENTS);
        }
        return Turn.ask(() -> conversation.recipient(recipient), Replies.RCPT_OK, reply -> {
            if (reply.positive()) {
                open.recipients.add(recipient);
            }
            return reply;
        });
    }

    private Turn data(String argument) {
        Transaction open = transaction;
        if (!argument.isEmpty()) {
            return bad(Replies.BAD_ARGUMENT);
        }
        if (open == null || open.content != null) {
            return bad(open == null ? Replies.MAIL_FIRST : Replies.OUT_OF_ORDER);
        }
        if (open.recipients.isEmpty()) {
            return Turn.of(Replies.NO_RECIPIENTS);
        }
        return Turn.ask(() -> conversation.dataStarted(envelope(open)), Replies.DATA_GO, reply -> {
            if (reply.code() == 354) {
                open.content = new ContentReader(config.bounds(), budget, open.from.size());
                inData = true;
            }
            return reply;
        });
    }

    private Turn bdat(String argument) {
        if (!config.extensions().contains(Extension.CHUNKING)) {
            // The octets of the chunk follow; they must not be taken for commands.
            connection.closeAfterReply();
            return Turn.of(Replies.NOT_OFFERED);
        }
        Chunk next = Chunk.parse(argument, 2L * config.bounds().messageBytes());
        if (next == null) {
            // Nobody knows where the chunk ends, so nothing after it can be trusted to be a command.
            connection.closeAfterReply();
            return Turn.of(Replies.BDAT_SYNTAX);
        }
        Transaction open = transaction;
        if (open != null && open.content == null && !open.recipients.isEmpty()) {
            open.content = new ContentReader(config.bounds(), budget, open.from.size());
        }
        chunk = next;
        return Turn.of(SmtpReply.SILENCE);
    }

    /** Reads content; the turn that ends it, or null while more is to come. */
    @Nullable
    Turn content(ByteBuf in, byte[] scratch) {
        Transaction open = transaction;
        Chunk current = chunk;
        if (current != null) {
            current.read(in, scratch, open == null ? null : open.content);
            report(open);
            return current.complete() ? chunkEnded(current) : null;
        }
        if (open == null || open.content == null) {
            throw new IllegalStateException("content without a transaction");
        }
        boolean ended = open.content.readDotted(in, scratch);
        report(open);
        if (tooMuch(open.content)) {
            inData = false;
            connection.closeAfterReply();
            return Turn.of(Replies.TOO_LARGE);
        }
        return ended ? contentEnded(open, open.content) : null;
    }

    private void report(@Nullable Transaction open) {
        if (open != null && open.content != null) {
            conversation.progress(open.content.total());
        }
    }

    private boolean tooMuch(ContentReader content) {
        return content.total() > 2L * config.bounds().messageBytes() + Limits.SMTP_TEXT_LINE_BYTES;
    }

    private Turn chunkEnded(Chunk ended) {
        chunk = null;
        Transaction open = transaction;
        if (open == null || open.content == null) {
            return bad(open == null ? Replies.MAIL_FIRST : Replies.NO_RECIPIENTS);
        }
        if (ended.last()) {
            open.content.chunksEnded();
            return contentEnded(open, open.content);
        }
        SmtpReply refusal = open.content.refusal();
        if (refusal != null) {
            endTransaction(open);
            return Turn.of(refusal);
        }
        return Turn.of(SmtpReply.of(250, "2.0.0", ended.size() + " octets received"));
    }

    private Turn contentEnded(Transaction open, ContentReader content) {
        inData = false;
        SmtpReply refusal = content.refusal();
        if (refusal != null) {
            endTransaction(open);
            return Turn.of(refusal);
        }
        return Turn.ask(() -> conversation.data(envelope(open), content.take()), SmtpReply.OK, reply -> {
            open.release();
            transaction = null;
            return reply;
        });
    }

    private Turn rset() {
        forgetTransaction();
        return Turn.of(SmtpReply.OK);
    }

    private Turn quit() {
        connection.closeAfterReply();
        return Turn.of(Replies.BYE);
    }

    private Turn startTls(String argument) {
        if (!Greeting.offersStartTls(config, connection.tls() != null)) {
            return bad(connection.tls() == null ? Replies.NOT_OFFERED : Replies.OUT_OF_ORDER);
        }
        if (!argument.isEmpty()) {
            return bad(Replies.BAD_ARGUMENT);
        }
        return Turn.ask(() -> conversation.startTls(), Replies.TLS_GO, reply -> {
            if (reply.code() == 220) {
                forgetTransaction();
                helo = "";
                authentication.forget();
                startTls = true;
            }
            return reply;
        });
    }

    private Turn auth(String argument) {
        if (helo.isEmpty() || !extended) {
            return bad(Replies.HELO_FIRST);
        }
        return transaction == null ? authentication.start(argument) : bad(Replies.OUT_OF_ORDER);
    }

    private Envelope envelope(Transaction open) {
        return new Envelope(helo, extended, open.from, open.recipients);
    }

    private void endTransaction(Transaction open) {
        open.release();
        transaction = null;
        conversation.reset();
    }

    private void forgetTransaction() {
        if (transaction != null) {
            endTransaction(transaction);
        }
    }
}
