package io.migomail.mail.smtp.server;

import io.migomail.core.OctetBudget;
import io.migomail.mail.smtp.SmtpReply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of one connection: cuts the input into turns of the session, one at a time, holds the rest back while a
 * reply is pending, and writes replies in order, as many as possible in one write. Lives as long as its channel; every
 * method runs on the channel's event loop. A failure of the conversation is answered 451; one of the socket closes it.
 */
final class SmtpChannel extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpChannel.class);
    private static final int HELD_BACK_MAX = 256 * 1024;
    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[64 * 1024];
        }
    };

    private final SmtpServerConfig config;
    private final Function<SmtpConnection, SmtpConversation> conversations;
    private final OctetBudget budget;
    private final boolean implicitTls;
    private final LineReader lines = new LineReader();

    private @Nullable Wire wire;
    private @Nullable SmtpSession session;
    private @Nullable Deadlines deadlines;
    private @Nullable ByteBuf input;
    private boolean waiting;
    private boolean reading;
    private boolean stopping;

    SmtpChannel(
            SmtpServerConfig config,
            Function<SmtpConnection, SmtpConversation> conversations,
            OctetBudget budget,
            boolean implicitTls) {
        this.config = config;
        this.conversations = conversations;
        this.budget = budget;
        this.implicitTls = implicitTls;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Wire opened = new Wire(ctx);
        SmtpSession started = new SmtpSession(config, budget, opened, conversations.apply(opened));
        wire = opened;
        session = started;
        deadlines = new Deadlines(ctx.executor(), config.bounds(), reply -> expire(opened, reply));
        if (!implicitTls) {
            greet(opened, started);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                ctx.close();
            } else if (implicitTls && wire != null && session != null) {
                greet(wire, session);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        Wire open = wire;
        if (open == null || open.closing() || deadlines == null) {
            arrived.release();
            return;
        }
        deadlines.touch();
        if (input == null) {
            input = arrived;
        } else {
            input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, arrived);
        }
        process();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (wire != null) {
            wire.flush();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        dropInput();
        if (deadlines != null) {
            deadlines.cancel();
        }
        if (wire != null) {
            wire.gone();
        }
        if (session != null) {
            session.closed();
            session = null;
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("connection of {} broken", ctx.channel().remoteAddress(), cause);
        } else {
            LOG.error("connection of {} closed after a failure", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }

    /** Ends the connection as soon as no transaction is under way; called on the event loop. */
    void stop() {
        stopping = true;
        Wire open = wire;
        SmtpSession running = session;
        if (open != null && running != null && !waiting && running.between()) {
            leave(open);
        }
    }

    private void greet(Wire open, SmtpSession running) {
        run(open, running, running.greeting());
        open.flush();
    }

    private void process() {
        if (reading) {
            return;
        }
        reading = true;
        Wire open = wire;
        while (open != null && session != null && !waiting && !open.closing() && input != null && input.isReadable()) {
            Turn turn = next(session, input);
            if (turn == null) {
                break;
            }
            run(open, session, turn);
        }
        reading = false;
        tidy(open);
    }

    private @Nullable Turn next(SmtpSession running, ByteBuf in) {
        if (running.expectsContent()) {
            return running.content(in, SCRATCH.get());
        }
        byte[] line = lines.read(in, running.lineLimit());
        if (line == null) {
            return null;
        }
        return stopping && !running.receiving() ? Turn.of(Replies.STOPPING) : running.line(line);
    }

    private void run(Wire open, SmtpSession running, Turn turn) {
        CompletableFuture<SmtpReply> reply = turn.reply().toCompletableFuture();
        if (reply.isDone()) {
            finish(open, running, turn, reply);
            return;
        }
        waiting = true;
        if (deadlines != null) {
            deadlines.pause();
        }
        open.flush();
        reply.whenComplete((value, failure) -> open.execute(() -> resume(open, running, turn, reply)));
    }

    private void resume(Wire open, SmtpSession running, Turn turn, CompletableFuture<SmtpReply> reply) {
        waiting = false;
        if (session == null || open.closing()) {
            return;
        }
        if (deadlines != null) {
            deadlines.resume();
        }
        finish(open, running, turn, reply);
        process();
        open.flush();
    }

    private void finish(Wire open, SmtpSession running, Turn turn, CompletableFuture<SmtpReply> reply) {
        SmtpReply settled = turn.settle().apply(value(reply));
        open.write(settled);
        config.observer().reply(settled.code());
        if (deadlines != null) {
            deadlines.transferring(running.receiving());
        }
        if (settled.code() == 421 || open.closeRequested()) {
            dropInput();
            open.finish();
        } else if (running.takeStartTls()) {
            // What came after STARTTLS in clear may be injected: it is dropped (RFC 3207 4.2, CVE-2011-0411).
            dropInput();
            lines.forget();
            open.startTls(config.tls());
        } else if (stopping && running.between()) {
            leave(open);
        }
    }

    private static SmtpReply value(CompletableFuture<SmtpReply> reply) {
        try {
            return reply.join();
        } catch (CompletionException | CancellationException e) {
            LOG.error("a conversation failed", e);
            return Replies.HANDLER_FAILED;
        }
    }

    private void leave(Wire open) {
        dropInput();
        open.write(Replies.STOPPING);
        config.observer().reply(Replies.STOPPING.code());
        open.finish();
    }

    private void expire(Wire open, SmtpReply reply) {
        if (!waiting && !open.closing()) {
            dropInput();
            open.write(reply);
            config.observer().reply(reply.code());
            open.finish();
        }
    }

    /** Gives consumed input back, and stops reading from a client that runs too far ahead of its replies. */
    private void tidy(@Nullable Wire open) {
        if (input != null && !input.isReadable()) {
            dropInput();
        }
        if (open != null) {
            open.autoRead(input == null || !waiting || input.readableBytes() < HELD_BACK_MAX);
        }
    }

    private void dropInput() {
        if (input != null) {
            input.release();
            input = null;
        }
    }
}
