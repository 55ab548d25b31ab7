package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of one connection: gathers replies into one write, starts TLS, closes. Methods of {@link
 * SmtpConnection} may come from any thread; the others run on the event loop.
 */
final class Wire implements SmtpConnection {
    /** A client that is still sending must be able to read the last reply: a close with unread input would be an RST. */
    private static final long LINGER_MILLIS = 1000;

    private final ChannelHandlerContext ctx;
    private @Nullable ByteBuf out;
    private boolean closing;
    private volatile boolean closeRequested;
    private volatile @Nullable SSLSession tls;

    Wire(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    void write(SmtpReply reply) {
        String text = reply.wire();
        if (text.isEmpty() || closing) {
            return;
        }
        ByteBuf gathered = out;
        if (gathered == null) {
            gathered = ctx.alloc().buffer(256);
            out = gathered;
        }
        ByteBufUtil.writeAscii(gathered, text);
    }

    void flush() {
        if (out != null) {
            ByteBuf gathered = out;
            out = null;
            ctx.writeAndFlush(gathered);
        }
    }

    /** Sends what is gathered, then closes. */
    void finish() {
        if (closing) {
            return;
        }
        ByteBuf rest = out == null ? Unpooled.EMPTY_BUFFER : out;
        out = null;
        closing = true;
        ctx.channel().config().setAutoRead(true);
        boolean linger = tls() == null && ctx.channel() instanceof DuplexChannel;
        ctx.writeAndFlush(rest)
                .addListener(linger ? (ChannelFutureListener) done -> shutDown() : ChannelFutureListener.CLOSE);
    }

    private void shutDown() {
        ((DuplexChannel) ctx.channel()).shutdownOutput();
        ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    void startTls(@Nullable SslContext context) {
        flush();
        if (context != null) {
            ctx.pipeline().addFirst(context.newHandler(ctx.alloc()));
        }
    }

    void autoRead(boolean on) {
        if (!closing && ctx.channel().config().isAutoRead() != on) {
            ctx.channel().config().setAutoRead(on);
        }
    }

    void execute(Runnable task) {
        ctx.executor().execute(task);
    }

    boolean closing() {
        return closing;
    }

    boolean closeRequested() {
        return closeRequested;
    }

    void gone() {
        closing = true;
        if (out != null) {
            out.release();
            out = null;
        }
    }

    @Override
    public SocketAddress remote() {
        return ctx.channel().remoteAddress();
    }

    @Override
    public SocketAddress local() {
        return ctx.channel().localAddress();
    }

    @Override
    public @Nullable SSLSession tls() {
        SslHandler handler = tls == null ? ctx.pipeline().get(SslHandler.class) : null;
        if (handler != null && handler.handshakeFuture().isSuccess()) {
            tls = handler.engine().getSession();
        }
        return tls;
    }

    @Override
    public boolean open() {
        return ctx.channel().isActive();
    }

    @Override
    public void closeAfterReply() {
        closeRequested = true;
    }

    @Override
    public void close() {
        execute(() -> {
            flush();
            closing = true;
            ctx.close();
        });
    }

    @Override
    public void reset() {
        execute(() -> {
            closing = true;
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            // Past the TLS handler, whose close_notify would be a goodbye.
            ctx.channel().unsafe().close(ctx.channel().newPromise());
        });
    }

    @Override
    public void send(byte[] octets) {
        if (ctx.executor().inEventLoop()) {
            flush();
            ctx.writeAndFlush(Unpooled.wrappedBuffer(octets));
        } else {
            execute(() -> send(octets));
        }
    }

    @Override
    public void later(Duration delay, Runnable task) {
        ctx.executor()
                .schedule(
                        () -> {
                            if (open()) {
                                task.run();
                            }
                        },
                        delay.toNanos(),
                        TimeUnit.NANOSECONDS);
    }
}
