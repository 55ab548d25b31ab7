package io.migomail.egress;

import io.migomail.core.TimeSource;
import io.migomail.telemetry.Readiness;
import io.migomail.telemetry.Registry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A node: takes connections of those that know the token, binds the source address that they ask for where it owns it, and
 * connects them from there (docs/adr/0055). Thread-safe. Lives from {@link #start} until {@link #drain} or {@link #close};
 * the failures of clients and destinations end their own connection alone.
 */
public final class EgressNode implements AutoCloseable {
    private final NodeContext context;
    private final SourceWatch sources;
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;
    private volatile boolean listening = true;

    private EgressNode(EgressConfig config, TimeSource time, SourcePorts ports) {
        sources = new SourceWatch(config.sources());
        context = new NodeContext(config, time, ports, source -> sources.suspect());
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
        loops = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("egress", true), NioIoHandler.newFactory());
        listener = listen();
    }

    /**
     * A node that takes connections, though perhaps not from every source: see {@link #health}.
     *
     * @param random a secure one, for the ports of sources
     * @throws IllegalStateException where it cannot listen
     */
    public static EgressNode start(EgressConfig config, TimeSource time, RandomGenerator random) {
        return start(config, time, SourcePorts.ofThisMachine(random));
    }

    static EgressNode start(EgressConfig config, TimeSource time, SourcePorts ports) {
        return new EgressNode(config, time, ports);
    }

    private Channel listen() {
        var at = context.config().listen();
        var binding = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Flow.held())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, Flow.piece())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open(channel);
                    }
                })
                .bind(new InetSocketAddress(at.host(), at.port()))
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            sources.close();
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IllegalStateException("cannot listen at " + at, binding.cause());
        }
        return binding.channel();
    }

    private void open(SocketChannel client) {
        if (!listening || context.counts().open() >= context.config().bounds().connections()) {
            context.counts().count(Result.CROWDED);
            client.close();
            return;
        }
        context.counts().opened.increment();
        client.closeFuture().addListener(closed -> context.counts().closed.increment());
        clients.add(client);
        client.pipeline().addLast(new ClientDialog(context));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Counters since its start. */
    public EgressCounts counts() {
        return context.counts();
    }

    /** As it is now. */
    public EgressHealth health() {
        return new EgressHealth(listening, sources.unbindable());
    }

    /** Whether mail from each of its sources can leave, source by source. */
    public Readiness readiness() {
        Readiness all = new Readiness().with("open", () -> listening);
        for (InetAddress source : context.config().sources().all()) {
            all.with(
                    "bind " + source.getHostAddress(),
                    () -> !sources.unbindable().contains(source));
        }
        return all;
    }

    /** A new registry with the metrics of this node ({@link EgressMetric}). */
    public Registry metrics() {
        return EgressMeters.registry(counts(), context.config().sources().all(), sources::unbindable);
    }

    /**
     * Takes no new connections, lets those that are open go on for as long as the configuration says, then closes them.
     * Completes when none is left.
     */
    public CompletionStage<Void> drain() {
        listening = false;
        CompletableFuture<Void> drained = new CompletableFuture<>();
        listener.close().addListener(closed -> {
            long bound = context.config().bounds().drain().toMillis();
            var cut = GlobalEventExecutor.INSTANCE.schedule(() -> clients.close(), bound, TimeUnit.MILLISECONDS);
            clients.newCloseFuture().addListener(none -> {
                cut.cancel(false);
                end().addListener(ended -> drained.complete(null));
            });
        });
        return drained;
    }

    private io.netty.util.concurrent.Future<?> end() {
        sources.close();
        return loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Cuts whatever is open. */
    @Override
    public void close() {
        listening = false;
        listener.close().awaitUninterruptibly();
        clients.close().awaitUninterruptibly();
        end().awaitUninterruptibly();
    }
}
