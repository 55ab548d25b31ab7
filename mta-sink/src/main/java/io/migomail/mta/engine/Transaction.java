package io.migomail.mta.engine;

import io.migomail.core.body.Bodies;
import io.migomail.core.record.Delivery;
import io.migomail.mta.policy.Cause;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One mail transaction with one recipient: MAIL, RCPT and DATA in one write where PIPELINING is offered (RFC 2920), then
 * the content. Tells its attempt exactly one end; a refusal is told at once, while the replies still outstanding are
 * collected so that the connection can serve again. On the connection's event loop.
 */
final class Transaction implements Dialogue {
    private final SmtpConnection connection;
    private final Delivery delivery;
    private final AttemptSteps attempt;
    private final EngineTimeouts timeouts;
    private final boolean pipelined;
    private @Nullable Pieces content;
    private boolean begun;
    private boolean resetPending;
    private boolean told;

    Transaction(SmtpConnection connection, Delivery delivery, AttemptSteps attempt) {
        this.connection = connection;
        this.delivery = delivery;
        this.attempt = attempt;
        this.timeouts = connection.loop().config().timeouts();
        this.pipelined = connection.extensions().pipelining();
        connection.serve(this);
        connection.stage(Stage.MAIL);
    }

    /** Writes MAIL, or tells at once why this host cannot take the message. */
    void begin() {
        Failure unfit = unfit();
        if (unfit != null) {
            connection.loop().giveBack(connection);
            attempt.failed(unfit);
            return;
        }
        begun = true;
        resetPending = connection.needsReset();
        connection.needsReset(true);
        connection.countTransaction();
        String commands = (resetPending ? "RSET\r\n" : "") + mail() + (pipelined ? rcpt() + "DATA\r\n" : "");
        connection.await(resetPending ? Stage.RSET : Stage.MAIL, timeouts.command());
        write(commands);
        attempt.mailWritten();
    }

    private @Nullable Failure unfit() {
        Extensions offered = connection.extensions();
        if (Envelope.needsUtf8(delivery) && !offered.smtpUtf8()) {
            return Failure.of(Stage.MAIL, Cause.NO_SMTPUTF8, connection.host() + " does not offer SMTPUTF8");
        }
        long size = Bodies.size(delivery);
        if (offered.size() > 0 && size > offered.size()) {
            return Failure.of(
                    Stage.MAIL, Cause.TOO_LARGE, size + " octets, " + connection.host() + " takes " + offered.size());
        }
        return null;
    }

    private String mail() {
        Extensions offered = connection.extensions();
        StringBuilder line = new StringBuilder("MAIL FROM:<")
                .append(delivery.getReturnPath())
                .append('>');
        if (offered.size() > 0) {
            line.append(" SIZE=").append(Bodies.size(delivery));
        }
        boolean utf8 = Envelope.needsUtf8(delivery);
        // Where 8BITMIME is not offered the octets go as they are: recoding would break the signature.
        if (offered.eightBitMime() && (delivery.getEightBit() || utf8)) {
            line.append(" BODY=8BITMIME");
        }
        return line.append(utf8 ? " SMTPUTF8\r\n" : "\r\n").toString();
    }

    private String rcpt() {
        return "RCPT TO:<" + delivery.getRecipient() + ">\r\n";
    }

    @Override
    public void reply(Reply reply) {
        if (connection.resetUnanswered()) {
            connection.resetUnanswered(false);
            afterReset(reply);
        } else if (!begun) {
            connection.broken(Cause.GARBLED, "a reply to nothing: " + reply.text());
        } else if (resetPending) {
            resetPending = false;
            afterReset(reply);
        } else {
            atStage(reply);
        }
    }

    private void afterReset(Reply reply) {
        if (!reply.positive()) {
            connection.broken(Cause.LOST, "RSET refused: " + reply.text());
        } else if (begun) {
            connection.await(Stage.MAIL, timeouts.command());
        }
    }

    private void atStage(Reply reply) {
        switch (connection.stage()) {
            case MAIL -> afterEnvelope(reply, Stage.MAIL, Stage.RCPT, rcpt());
            case RCPT -> afterEnvelope(reply, Stage.RCPT, Stage.DATA, "DATA\r\n");
            case DATA -> afterData(reply);
            default -> afterDot(reply);
        }
    }

    private void afterEnvelope(Reply reply, Stage stage, Stage next, String command) {
        boolean fine = reply.positive() || told;
        if (!fine && (!pipelined || reply.code() < 400 || reply.code() == 421)) {
            connection.quit();
            tell(stage, reply);
            return;
        }
        connection.await(next, timeouts.command());
        if (!pipelined) {
            write(command);
        }
        if (!fine) {
            tell(stage, reply);
        }
    }

    private void afterData(Reply reply) {
        boolean goOn = reply.code() == 354 && content == null;
        if (goOn && told) {
            // DATA was pipelined behind a refusal and yet accepted: an empty message to nobody ends it (RFC 2920 3.1).
            connection.await(Stage.DOT, timeouts.command());
            write(".\r\n");
        } else if (goOn) {
            content = attempt.content(this::writable);
            connection.await(Stage.DATA, timeouts.content());
            writable();
        } else if (content != null || reply.code() < 400 || reply.code() == 421) {
            connection.quit();
            tell(Stage.DATA, reply);
        } else {
            connection.loop().giveBack(connection);
            tell(Stage.DATA, reply);
        }
    }

    private void afterDot(Reply reply) {
        connection.needsReset(false);
        if (reply.code() == 421 || reply.code() < 400 && !reply.positive()) {
            connection.quit();
        } else {
            connection.loop().giveBack(connection);
        }
        if (reply.positive() && !told) {
            told = true;
            attempt.accepted(reply);
        } else {
            tell(Stage.DOT, reply);
        }
    }

    @Override
    public void writable() {
        Pieces pieces = content;
        while (pieces != null && !pieces.finished() && connection.channel().isWritable()) {
            if (!attempt.mayWriteContent()) {
                return;
            }
            ByteBuf piece = pieces.next(connection.channel().alloc());
            if (piece == null) {
                return;
            }
            if (!pieces.finished()) {
                connection.send(piece);
                continue;
            }
            attempt.dotWritten();
            connection.send(piece).addListener(sent -> {
                if (sent.isSuccess() && !connection.closed() && connection.stage() == Stage.DATA) {
                    connection.await(Stage.DOT, timeouts.dot());
                }
            });
        }
    }

    @Override
    public void broken(Failure failure) {
        if (!told) {
            told = true;
            attempt.failed(failure);
        }
    }

    private void tell(Stage stage, Reply reply) {
        if (told) {
            return;
        }
        told = true;
        attempt.failed(
                reply.code() >= 400
                        ? Failure.of(stage, reply)
                        : Failure.of(stage, Cause.GARBLED, "unexpected reply: " + reply.text()));
    }

    private void write(String commands) {
        byte[] octets = commands.getBytes(StandardCharsets.UTF_8);
        connection.send(connection.channel().alloc().directBuffer(octets.length).writeBytes(octets));
    }
}
