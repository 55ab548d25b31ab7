package io.migomail.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;

/** One side of a {@link Flow}. */
final class FlowSide extends ChannelInboundHandlerAdapter {
    private final Flow flow;
    private final SocketChannel here;
    private final SocketChannel other;

    FlowSide(Flow flow, SocketChannel here, SocketChannel other) {
        this.flow = flow;
        this.here = here;
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        flow.moved(here, ((ByteBuf) message).readableBytes());
        other.write(message);
        if (!other.isWritable()) {
            here.config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
    }

    /** Whoever feeds this side may go on, or must wait. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!flow.closing()) {
            other.config().setAutoRead(here.isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            flow.ended(other);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        flow.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        flow.close(); // a reset by one of two strangers; the other sees an end
    }
}
