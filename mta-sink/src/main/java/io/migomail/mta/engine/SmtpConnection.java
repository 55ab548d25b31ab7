package io.migomail.mta.engine;

import com.google.protobuf.ByteString;
import io.migomail.core.Ids;
import io.migomail.mta.policy.Cause;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Stage;
import io.migomail.mta.shaping.Shaping;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to an MX host. All of it happens on the event loop of its {@link DeliveryLoop}; it is born
 * connecting, serves one {@link Dialogue} at a time, waits warm between them, and whatever goes wrong closes it and is
 * told to the dialogue once.
 */
final class SmtpConnection extends SimpleChannelInboundHandler<ReplyDecoder.WireReply> {
    private final DeliveryLoop loop;
    private final Endpoint endpoint;
    private final String host;
    private final Shaping shaping;
    private final ReplyDecoder decoder = new ReplyDecoder();
    private Extensions extensions = Extensions.NONE;
    private ByteString certificate = ByteString.EMPTY;
    private @Nullable Dial dial;
    private @Nullable Channel channel;
    private @Nullable Dialogue dialogue;
    private @Nullable ScheduledFuture<?> timer;
    private Stage stage = Stage.CONNECT;
    private boolean established;
    private boolean closed;
    private int transactions;
    private int keepAlives;
    private boolean needsReset;
    private boolean resetUnanswered;

    SmtpConnection(DeliveryLoop loop, Endpoint endpoint, String host, Shaping shaping) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.host = host;
        this.shaping = shaping;
    }

    /** Begins to connect; the dialogue is told of everything from the greeting on. */
    void connect(Dialogue first) {
        dialogue = first;
        dial = new Dial(loop, endpoint);
        channel = dial.begin(this, this::connected);
    }

    private void connected(@Nullable Throwable cause) {
        if (cause == null) {
            established = true;
            loop.metrics().opened.increment();
            if (!closed) {
                await(Stage.BANNER, loop.config().timeouts().banner());
            }
        } else if (cause instanceof DialException known) {
            broken(known.reason(), String.valueOf(known.getMessage()));
        } else if (cause instanceof ConnectTimeoutException) {
            broken(
                    Cause.TIMEOUT,
                    "no connection within " + loop.config().timeouts().connect());
        } else if (isReset(cause)) {
            // The handshake was done and the peer took it back before we looked: as if it had come a moment later.
            stage = Stage.BANNER;
            broken(Cause.LOST, String.valueOf(cause.getMessage()));
        } else {
            broken(isBind(cause) ? Cause.BIND : Cause.UNREACHABLE, String.valueOf(cause.getMessage()));
        }
    }

    /** A handshake that is refused gives ECONNREFUSED, never ECONNRESET (tcp(7)); Java tells them by text alone. */
    private static boolean isReset(Throwable cause) {
        return cause instanceof SocketException
                && !(cause instanceof ConnectException)
                && String.valueOf(cause.getMessage()).contains("reset");
    }

    private static boolean isBind(@Nullable Throwable cause) {
        return cause != null && (cause instanceof BindException || isBind(cause.getCause()));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.pipeline().addBefore(ctx.name(), "replies", decoder);
    }

    /** Hands the connection to another dialogue. */
    void serve(Dialogue next) {
        cancelTimer();
        dialogue = next;
    }

    /** Between dialogues: after this time the loop decides; closed at the first octet that nobody asked for. */
    void rest(Duration idle) {
        dialogue = null;
        cancelTimer();
        timer = loop.executor().schedule(() -> loop.rested(this), idle.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** From now on the reply of this stage is due within this time. */
    void await(Stage expected, Duration bound) {
        stage = expected;
        cancelTimer();
        timer = loop.executor()
                .schedule(
                        () -> broken(Cause.TIMEOUT, "no reply to " + expected.word() + " within " + bound),
                        bound.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** The stage that failures are told with. */
    Stage stage() {
        return stage;
    }

    /** Sets the stage without touching the time left. */
    void stage(Stage reached) {
        stage = reached;
    }

    /** Writes a command line. */
    void command(String line) {
        send(channel().alloc().buffer().writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes octets at once. */
    ChannelFuture send(ByteBuf octets) {
        return channel().writeAndFlush(octets);
    }

    /** Puts TLS under the connection; what was received and not yet read is forgotten (RFC 3207 4.2). */
    void startTls(SslHandler tls) {
        channel().pipeline().remove(decoder);
        channel().pipeline().addFirst("tls", tls);
        channel().pipeline().addAfter("tls", "replies", new ReplyDecoder());
    }

    /** TLS is part of the pipeline. */
    @Nullable
    SslHandler tls() {
        return channel == null ? null : channel.pipeline().get(SslHandler.class);
    }

    /** SHA-256 of the certificate that the host showed, DER; empty where there is no TLS or it showed none. */
    ByteString certificate() {
        SslHandler tls = tls();
        if (certificate.isEmpty() && tls != null) {
            certificate = fingerprint(tls.engine().getSession());
        }
        return certificate;
    }

    private static ByteString fingerprint(SSLSession session) {
        try {
            byte[] shown = session.getPeerCertificates()[0].getEncoded();
            return ByteString.copyFrom(Ids.sha256(shown));
        } catch (SSLPeerUnverifiedException e) {
            return ByteString.EMPTY; // a suite without certificates
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was received has octets", e);
        }
    }

    /** Says farewell and closes; tells nobody. */
    void quit() {
        if (channel != null && channel.isActive() && !closed) {
            command("QUIT");
        }
        close();
    }

    /** Closes; tells nobody. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        dialogue = null;
        cancelTimer();
        loop.forget(this);
        if (dial != null) {
            dial.abandon();
        }
        if (channel != null) {
            channel.close();
        }
    }

    /** Closes and tells the dialogue why. */
    void broken(Cause cause, String detail) {
        Dialogue told = dialogue;
        close();
        if (told != null) {
            told.broken(Failure.of(stage, cause, detail));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ReplyDecoder.WireReply wire) {
        if (closed) {
            return;
        }
        if (dialogue == null) {
            close(); // a farewell, or noise: either way it is of no more use
            return;
        }
        if (dialogue instanceof Greeting greeting) {
            greeting.lines(wire.more());
        }
        dialogue.reply(wire.reply());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (established) {
            established = false;
            loop.metrics().closed.increment();
        }
        broken(Cause.LOST, "closed by the other side during " + stage.word());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (dialogue != null && ctx.channel().isWritable()) {
            dialogue.writable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        String detail = String.valueOf(cause.getMessage());
        if (cause instanceof IOException) {
            broken(stage == Stage.STARTTLS ? Cause.TLS : Cause.LOST, detail);
        } else if (cause instanceof DecoderException && !(cause.getCause() instanceof IOException)) {
            broken(Cause.GARBLED, detail);
        } else {
            broken(stage == Stage.STARTTLS ? Cause.TLS : Cause.GARBLED, detail);
        }
    }

    Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("not connecting yet");
        }
        return channel;
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    DeliveryLoop loop() {
        return loop;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Name of the MX host, for SNI. */
    String host() {
        return host;
    }

    /** Limits of the destination that it was opened for. */
    Shaping shaping() {
        return shaping;
    }

    Extensions extensions() {
        return extensions;
    }

    void extensions(Extensions offered) {
        extensions = offered;
    }

    boolean closed() {
        return closed;
    }

    /** Transactions begun on it. */
    int transactions() {
        return transactions;
    }

    void countTransaction() {
        transactions++;
        keepAlives = 0;
    }

    /** Counts a keep-alive since the last transaction; false = there were that many already. */
    boolean countKeepAlive(int most) {
        return keepAlives++ < most;
    }

    /** Whether the last transaction was left unfinished, so that RSET must come first. */
    boolean needsReset() {
        return needsReset;
    }

    void needsReset(boolean needed) {
        needsReset = needed;
    }

    /** Whether the reply to a RSET comes before any other. */
    boolean resetUnanswered() {
        return resetUnanswered;
    }

    void resetUnanswered(boolean unanswered) {
        resetUnanswered = unanswered;
    }
}
