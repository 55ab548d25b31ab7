package io.migomail.egress;

import io.migomail.mail.socks.Socks;
import io.migomail.mail.socks.SocksReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a client says before octets flow: method, token, BIND of a source, CONNECT from it. Anything else is answered by
 * its code and ends the connection; so does the handshake's bound. On the connection's event loop.
 */
final class ClientDialog extends ByteToMessageDecoder {
    private enum Awaited {
        METHODS,
        PASSWORD,
        BIND,
        CONNECT,
        /** Nothing more: it is connected, or over. */
        NOTHING
    }

    private static final int HEAD = 4;
    private static final int DOMAIN = 3;

    private final NodeContext node;
    private Awaited awaited = Awaited.METHODS;
    private @Nullable SocketChannel source;
    private @Nullable ScheduledFuture<?> patience;
    private boolean counted;

    ClientDialog(NodeContext node) {
        this.node = node;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long bound = node.config().bounds().handshake().toNanos();
        patience = ctx.channel().eventLoop().schedule(() -> end(ctx, Result.SLOW), bound, TimeUnit.NANOSECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!ctx.channel().isActive()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        switch (awaited) {
            case METHODS -> methods(ctx, in);
            case PASSWORD -> password(ctx, in);
            case BIND, CONNECT -> request(ctx, in);
            case NOTHING -> {} // what comes early belongs to the destination
        }
    }

    /** Version, number of methods, methods (RFC 1928, 3). */
    private void methods(ChannelHandlerContext ctx, ByteBuf in) {
        int at = in.readerIndex();
        if (in.getByte(at) != Socks.VERSION) {
            end(ctx, Result.MALFORMED);
            return;
        }
        if (in.readableBytes() < 2 || in.readableBytes() < 2 + in.getUnsignedByte(at + 1)) {
            return;
        }
        in.skipBytes(1);
        byte[] offered = new byte[in.readUnsignedByte()];
        in.readBytes(offered);
        boolean secret = !node.config().token().isEmpty();
        int wanted = secret ? Socks.PASSWORD : Socks.NO_AUTHENTICATION;
        boolean found = false;
        for (byte method : offered) {
            found |= method == wanted;
        }
        if (found) {
            awaited = secret ? Awaited.PASSWORD : Awaited.BIND;
            say(ctx, Socks.VERSION, wanted);
        } else {
            end(ctx, Result.UNAUTHENTICATED, octets(Socks.VERSION, Socks.NONE_ACCEPTABLE));
        }
    }

    /** Version, user name, password, each with its length before it (RFC 1929, 2). */
    private void password(ChannelHandlerContext ctx, ByteBuf in) {
        int at = in.readerIndex();
        if (in.getByte(at) != Socks.PASSWORD_VERSION) {
            end(ctx, Result.MALFORMED);
            return;
        }
        int available = in.readableBytes();
        int user = available < 2 ? 0 : in.getUnsignedByte(at + 1);
        if (available < 3 + user || available < 3 + user + in.getUnsignedByte(at + 2 + user)) {
            return;
        }
        in.skipBytes(2);
        byte[] name = new byte[user];
        in.readBytes(name);
        byte[] password = new byte[in.readUnsignedByte()];
        in.readBytes(password);
        if (node.accepts(name, password)) {
            awaited = Awaited.BIND;
            say(ctx, Socks.PASSWORD_VERSION, 0);
        } else {
            end(ctx, Result.UNAUTHENTICATED, octets(Socks.PASSWORD_VERSION, 1));
        }
    }

    /** Version, command, reserved octet, address, port (RFC 1928, 4). */
    private void request(ChannelHandlerContext ctx, ByteBuf in) {
        int at = in.readerIndex();
        if (in.getByte(at) != Socks.VERSION) {
            refuse(ctx, SocksReply.FAILED, Result.MALFORMED);
            return;
        }
        if (in.readableBytes() < HEAD) {
            return;
        }
        int command = in.getUnsignedByte(at + 1);
        int type = in.getUnsignedByte(at + 3);
        int length = Socks.length(type);
        if (command != Socks.BIND && command != Socks.CONNECT) {
            refuse(ctx, SocksReply.COMMAND_UNKNOWN, Result.MALFORMED);
        } else if (length == 0) {
            boolean name = type == DOMAIN; // which is well said, and not ours to look up
            refuse(ctx, SocksReply.ADDRESS_UNKNOWN, name ? Result.NOT_ALLOWED : Result.MALFORMED);
        } else if (in.readableBytes() >= length) {
            in.skipBytes(HEAD);
            byte[] octets = new byte[length - HEAD - 2];
            in.readBytes(octets);
            asked(ctx, command, new InetSocketAddress(address(octets), in.readUnsignedShort()));
        }
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen octets", e);
        }
    }

    private void asked(ChannelHandlerContext ctx, int command, InetSocketAddress what) {
        if (command == Socks.BIND && awaited == Awaited.BIND) {
            bind(ctx, what);
        } else if (command == Socks.CONNECT && awaited == Awaited.CONNECT) {
            connect(ctx, what);
        } else {
            refuse(ctx, SocksReply.NOT_ALLOWED, Result.MALFORMED);
        }
    }

    private void bind(ChannelHandlerContext ctx, InetSocketAddress wanted) {
        if (wanted.getPort() != 0 || !node.config().sources().owns(wanted.getAddress())) {
            refuse(ctx, SocksReply.NOT_ALLOWED, Result.NOT_OWNED);
            return;
        }
        try {
            source = node.ports().bind(wanted.getAddress());
            awaited = Awaited.CONNECT;
            reply(ctx, SocksReply.SUCCEEDED, (InetSocketAddress) source.getLocalAddress());
        } catch (IOException e) {
            node.unbindable(wanted.getAddress(), e);
            refuse(ctx, SocksReply.FAILED, Result.UNBINDABLE);
        }
    }

    private void connect(ChannelHandlerContext ctx, InetSocketAddress destination) {
        SocketChannel from = Objects.requireNonNull(source, "CONNECT is awaited behind BIND only");
        if (!node.config().destinations().allows(destination)) {
            refuse(ctx, SocksReply.NOT_ALLOWED, Result.NOT_ALLOWED);
            return;
        }
        awaited = Awaited.NOTHING;
        source = null;
        calm();
        ctx.channel().config().setAutoRead(false);
        var connecting = new Departure(node, ctx.channel().eventLoop()).connect(from, destination);
        connecting.addListener(done -> connected(ctx, connecting));
    }

    private void connected(ChannelHandlerContext ctx, Future<? extends io.netty.channel.socket.SocketChannel> done) {
        var destination = done.getNow();
        if (!ctx.channel().isActive()) {
            if (destination != null) {
                destination.close();
            }
            count(Result.LEFT);
        } else if (destination != null) {
            count(Result.CONNECTED);
            reply(ctx, SocksReply.SUCCEEDED, destination.localAddress());
            var client = (io.netty.channel.socket.SocketChannel) ctx.channel();
            Flow flow = Flow.join(
                    client,
                    destination,
                    node.counts(),
                    node.time(),
                    node.config().bounds().idle());
            ctx.pipeline().remove(this); // hands on what came early
            flow.begin();
        } else {
            SocksReply reply = Departure.reply(Objects.requireNonNull(done.cause(), "done without a channel"));
            refuse(ctx, reply, Departure.result(reply));
        }
    }

    private static void reply(ChannelHandlerContext ctx, SocksReply reply, InetSocketAddress address) {
        ctx.writeAndFlush(message(reply, address));
    }

    private static ByteBuf message(SocksReply reply, InetSocketAddress address) {
        return Unpooled.wrappedBuffer(Socks.message(reply.code(), address.getAddress(), address.getPort()));
    }

    private void refuse(ChannelHandlerContext ctx, SocksReply reply, Result result) {
        end(ctx, result, message(reply, Departure.NOWHERE));
    }

    private static void say(ChannelHandlerContext ctx, int first, int second) {
        ctx.writeAndFlush(octets(first, second));
    }

    private static ByteBuf octets(int first, int second) {
        return Unpooled.wrappedBuffer(new byte[] {(byte) first, (byte) second});
    }

    private void end(ChannelHandlerContext ctx, Result result) {
        end(ctx, result, Unpooled.EMPTY_BUFFER);
    }

    /** Counts before it says its last words, so that who has heard them finds them counted; closes behind them. */
    private void end(ChannelHandlerContext ctx, Result result, ByteBuf lastWords) {
        awaited = Awaited.NOTHING;
        count(result);
        ctx.channel().config().setAutoRead(false);
        ctx.writeAndFlush(lastWords).addListener(ChannelFutureListener.CLOSE);
    }

    private void count(Result result) {
        if (!counted) {
            counted = true;
            node.counts().count(result);
        }
    }

    private void calm() {
        if (patience != null) {
            patience.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (awaited != Awaited.NOTHING) {
            count(Result.LEFT);
        }
        super.channelInactive(ctx);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws IOException {
        calm();
        if (source != null) {
            source.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx, cause instanceof IOException ? Result.LEFT : Result.MALFORMED);
    }
}
