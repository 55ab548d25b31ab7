package io.migomail.mta.engine;

import io.migomail.mail.socks.SocksDialog;
import io.migomail.mail.socks.SocksReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The talk with an egress node at the beginning of a connection; then it is gone from the pipeline, and what follows is
 * the mail host's. Tells exactly one answer. On the connection's event loop.
 */
final class NodeHandshake extends ByteToMessageDecoder {
    /** What came of it. */
    interface Answer {
        void open();

        void refused(SocksDialog.Refusal refusal);
    }

    /** @param node until it has bound the source @param destination from then on until that is connected */
    record Bounds(Duration node, Duration destination) {}

    private final SocksDialog dialog;
    private final Bounds bounds;
    private final Answer answer;
    private @Nullable ScheduledFuture<?> timer;
    private boolean bound;
    private boolean told;

    NodeHandshake(SocksDialog dialog, Bounds bounds, Answer answer) {
        this.dialog = dialog;
        this.bounds = bounds;
        this.answer = answer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        await(ctx, bounds.node(), SocksDialog.Party.NODE);
        ctx.writeAndFlush(Unpooled.wrappedBuffer(dialog.opening()));
    }

    private void await(ChannelHandlerContext ctx, Duration bound, SocksDialog.Party party) {
        cancel();
        SocksReply reply = party == SocksDialog.Party.NODE ? SocksReply.FAILED : SocksReply.TIMED_OUT;
        var late = new SocksDialog.Refusal(party, reply, "does not answer within " + bound);
        timer = ctx.channel().eventLoop().schedule(() -> refuse(late), bound.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (told) {
            in.skipBytes(in.readableBytes());
            return;
        }
        ByteBuffer octets = in.nioBuffer();
        int before = octets.position();
        dialog.take(octets);
        in.skipBytes(octets.position() - before);
        SocksDialog.Refusal refusal = dialog.refusal();
        if (refusal != null) {
            refuse(refusal);
        } else if (dialog.over()) {
            told = true;
            cancel();
            answer.open();
            ctx.pipeline().remove(this); // hands on what the mail host has said already
        } else if (dialog.bound() && !bound) {
            bound = true;
            await(ctx, bounds.destination(), SocksDialog.Party.DESTINATION);
        }
    }

    private void refuse(SocksDialog.Refusal refusal) {
        if (!told) {
            told = true;
            cancel();
            answer.refused(refusal);
        }
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        refuse(new SocksDialog.Refusal(SocksDialog.Party.NODE, SocksReply.FAILED, "closed the connection"));
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(new SocksDialog.Refusal(SocksDialog.Party.NODE, SocksReply.FAILED, String.valueOf(cause.getMessage())));
    }
}
