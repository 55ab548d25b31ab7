package io.migomail.faults.mx;

import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.BodyHash;
import io.migomail.faults.load.FaultMail;
import io.migomail.faults.mx.Whims.Whim;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConnection;
import io.migomail.mail.smtp.server.SmtpConversation;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dialogue of one connection of a {@link ReceivingMx}. On the connection's event loop, replies from a timer's. */
final class Reception implements SmtpConversation {
    private static final Pattern ID = Pattern.compile("(?im)^" + FaultMail.HEADER + ": *(\\S+)\\s*$");

    private final ReceivingMx mx;
    private final SmtpConnection connection;
    private volatile boolean within;
    private volatile long began;

    Reception(ReceivingMx mx, SmtpConnection connection) {
        this.mx = mx;
        this.connection = connection;
    }

    @Override
    public CompletionStage<SmtpReply> mail(MailFrom from) {
        end();
        within = true;
        began = mx.habits().time().monotonicNanos();
        mx.began();
        return CompletableFuture.completedFuture(SmtpReply.STANDARD);
    }

    @Override
    public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
        // From here on the transaction ends with the reply, whether or not the client is still there to hear it.
        within = false;
        long start = began;
        return CompletableFuture.supplyAsync(
                () -> answer(envelope, content, start),
                CompletableFuture.delayedExecutor(mx.habits().thinks().toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void reset() {
        end();
    }

    @Override
    public void closed() {
        end();
    }

    private void end() {
        if (within) {
            within = false;
            mx.over();
        }
    }

    private SmtpReply answer(Envelope envelope, byte[] content, long start) {
        String id = id(content);
        Whim whim = mx.habits().whims().next(id);
        SmtpReply reply = switch (whim) {
            case PUT_OFF -> SmtpReply.of(451, "4.3.2", "not now");
            case REFUSE -> SmtpReply.of(550, "5.1.1", "no such user");
            default -> SmtpReply.of(250, "2.0.0", "kept");
        };
        String recipient = String.join(
                ",", envelope.recipients().stream().map(Object::toString).toList());
        mx.write(new Arrival(
                id,
                recipient,
                ((InetSocketAddress) connection.remote()).getAddress().getHostAddress(),
                BodyHash.ofMessage(content),
                start,
                mx.habits().time().monotonicNanos(),
                mx.over(),
                whim == Whim.DROP ? 0 : reply.code(),
                whim == Whim.TAKE));
        if (whim == Whim.DROP) {
            connection.reset();
            return SmtpReply.SILENCE;
        }
        return reply;
    }

    private static String id(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        Matcher id = ID.matcher(end < 0 ? text : text.substring(0, end));
        return id.find() ? id.group(1) : "";
    }
}
