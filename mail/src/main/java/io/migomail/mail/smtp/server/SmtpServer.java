package io.migomail.mail.smtp.server;

import io.migomail.core.OctetBudget;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A running SMTP server: listeners, event loops, connections. Thread-safe. Life cycle: {@link #start}, then {@link #stop}
 * once; {@link #close} is a stop with a short bound. A connection's failure stays that connection's.
 */
public final class SmtpServer implements AutoCloseable {
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

    private final SmtpServerConfig config;
    private final Function<SmtpConnection, SmtpConversation> conversations;
    private final EventLoopGroup loops;
    private final OctetBudget budget;
    private final Admission admission;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final List<Channel> listeners = new ArrayList<>();

    private SmtpServer(SmtpServerConfig config, Function<SmtpConnection, SmtpConversation> conversations) {
        this.config = config;
        this.conversations = conversations;
        this.budget = new OctetBudget(config.bounds().buffered());
        this.admission = new Admission(config.bounds());
        this.loops = new MultiThreadIoEventLoopGroup(
                config.threads(), new DefaultThreadFactory("smtp-server", true), NioIoHandler.newFactory());
    }

    /**
     * Listens on every address of the configuration.
     *
     * @param conversations makes the conversation of each connection, on its event loop
     * @throws IOException where an address cannot be bound; nothing is left open then
     */
    public static SmtpServer start(SmtpServerConfig config, Function<SmtpConnection, SmtpConversation> conversations)
            throws IOException {
        SmtpServer server = new SmtpServer(config, conversations);
        for (SmtpServerConfig.Listener listener : config.listeners()) {
            ChannelFuture bound = server.bind(listener).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                server.close();
                throw new IOException("cannot listen on " + listener.address(), bound.cause());
            }
            server.listeners.add(bound.channel());
        }
        return server;
    }

    /** The addresses bound, in the order of the configuration. */
    public List<InetSocketAddress> addresses() {
        return listeners.stream()
                .map(listener -> (InetSocketAddress) listener.localAddress())
                .toList();
    }

    /** The port of the first address. */
    public int port() {
        return addresses().get(0).getPort();
    }

    /** Connections open now. */
    public int connections() {
        return admission.connections();
    }

    /** Content octets held now by all connections. */
    public long bufferedOctets() {
        return budget.held();
    }

    /**
     * Stops gracefully: no new connections; a connection between transactions gets 421 4.3.2; content on its way is taken
     * and answered first. What is not done within the bound is cut. Completes when every connection is closed.
     */
    public CompletionStage<Void> stop(Duration bound) {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        for (Channel connection : connections) {
            connection.eventLoop().execute(() -> stop(connection));
        }
        GlobalEventExecutor.INSTANCE.schedule(() -> connections.close(), bound.toMillis(), TimeUnit.MILLISECONDS);
        connections
                .newCloseFuture()
                .addListener(done ->
                        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(ended -> stopped.complete(null)));
        return stopped;
    }

    /** Stops with a bound of two seconds and waits for the end. */
    @Override
    public void close() {
        stop(CLOSE_BOUND).toCompletableFuture().join();
    }

    private static void stop(Channel connection) {
        SmtpChannel smtp = connection.pipeline().get(SmtpChannel.class);
        if (smtp != null) {
            smtp.stop();
        }
    }

    private ChannelFuture bind(SmtpServerConfig.Listener listener) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open(channel, listener.implicitTls());
                    }
                })
                .bind(new InetSocketAddress(
                        listener.address().host(), listener.address().port()));
    }

    private void open(SocketChannel channel, boolean implicitTls) {
        InetSocketAddress remote = channel.remoteAddress();
        boolean admitted = admission.enter(remote);
        config.observer().connection(admitted);
        channel.closeFuture().addListener(closed -> admission.leave(remote));
        if (!admitted) {
            channel.pipeline().addLast(new Refusal());
            return;
        }
        connections.add(channel);
        if (implicitTls && config.tls() != null) {
            channel.pipeline().addLast(config.tls().newHandler(channel.alloc()));
        }
        channel.pipeline().addLast(new SmtpChannel(config, conversations, budget, implicitTls));
    }

    /** Tells a client that there are too many, and closes. */
    private static final class Refusal extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), Replies.CROWDED.wire()))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
