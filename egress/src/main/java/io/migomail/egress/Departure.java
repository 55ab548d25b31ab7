package io.migomail.egress;

import io.migomail.mail.socks.SocksReply;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.nio.channels.SocketChannel;

/** The connection to a destination from a socket that is bound already, and what its failures are called. */
final class Departure {
    /** What a reply names that has no address to name. */
    static final InetSocketAddress NOWHERE = new InetSocketAddress("0.0.0.0", 0);

    private final NodeContext node;
    private final EventLoop loop;

    Departure(NodeContext node, EventLoop loop) {
        this.node = node;
        this.loop = loop;
    }

    /**
     * The socket is the new channel's, or is closed. Nothing is read on it until its flow begins. Where the destination
     * has, or lately had, a connection from the same port it is made from others, the last time from one of the system's.
     */
    Future<NioSocketChannel> connect(SocketChannel from, InetSocketAddress destination) {
        Promise<NioSocketChannel> connected = loop.newPromise();
        connect(from, destination, SourcePorts.TRIES, connected);
        return connected;
    }

    private void connect(
            SocketChannel from, InetSocketAddress destination, int tries, Promise<NioSocketChannel> connected) {
        InetAddress source = from.socket().getLocalAddress();
        ChannelFuture connecting = bootstrap(from).connect(destination);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connected.setSuccess((NioSocketChannel) connecting.channel());
            } else if (tries > 1 && SourcePorts.taken(done.cause())) {
                again(source, destination, tries - 1, connected);
            } else {
                connected.setFailure(done.cause());
            }
        });
    }

    private void again(
            InetAddress source, InetSocketAddress destination, int tries, Promise<NioSocketChannel> connected) {
        try {
            SocketChannel other =
                    tries > 1 ? node.ports().bind(source) : node.ports().unshared(source);
            connect(other, destination, tries, connected);
        } catch (IOException e) {
            node.unbindable(source, e);
            connected.setFailure(e);
        }
    }

    private Bootstrap bootstrap(SocketChannel from) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> new NioSocketChannel(null, from))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Flow.held())
                .option(ChannelOption.RECVBUF_ALLOCATOR, Flow.piece())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        node.config().bounds().connect().toMillis())
                .handler(new ChannelInboundHandlerAdapter());
    }

    /** Java tells some of these by their text alone. */
    static SocksReply reply(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectTimeoutException || text.contains("timed out")) {
            return SocksReply.TIMED_OUT;
        }
        if (text.contains("Network is unreachable")) {
            return SocksReply.NETWORK_UNREACHABLE;
        }
        if (cause instanceof NoRouteToHostException || text.contains("No route to host")) {
            return SocksReply.HOST_UNREACHABLE;
        }
        // A reset in the handshake is a destination that does not want us, too.
        boolean refused = cause instanceof ConnectException || text.contains("reset");
        return refused ? SocksReply.REFUSED : SocksReply.FAILED;
    }

    static Result result(SocksReply reply) {
        return switch (reply) {
            case TIMED_OUT -> Result.TIMED_OUT;
            case NETWORK_UNREACHABLE, HOST_UNREACHABLE -> Result.UNREACHABLE;
            case REFUSED -> Result.REFUSED;
            default -> Result.FAILED;
        };
    }
}
