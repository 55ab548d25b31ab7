package io.migomail.mta.engine;

import io.migomail.core.EgressLimits;
import io.migomail.mail.socks.SocksDialog;
import io.migomail.mta.policy.Cause;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to a mail host comes about: from an address of this machine, or through the egress node that owns the
 * source address (docs/adr/0055). On the event loop of its {@link DeliveryLoop}.
 */
final class Dial {
    private final DeliveryLoop loop;
    private final Endpoint endpoint;
    private boolean abandoned;

    Dial(DeliveryLoop loop, Endpoint endpoint) {
        this.loop = loop;
        this.endpoint = endpoint;
    }

    /**
     * Begins; {@code done} is told on the loop, never before this returns, why it failed, or null when octets of the
     * mail host are next. No channel = it has failed already.
     */
    @Nullable
    Channel begin(ChannelHandler handler, Consumer<@Nullable Throwable> done) {
        EgressSource source = loop.engine().egress().source(endpoint.egressIp());
        return source == null ? direct(handler, done) : through(source, handler, done);
    }

    /** Nobody waits for it any more: what a node says or does from now on is no fault of it. */
    void abandon() {
        abandoned = true;
    }

    private Channel direct(ChannelHandler handler, Consumer<@Nullable Throwable> done) {
        var remote = new InetSocketAddress(endpoint.address(), endpoint.port());
        InetAddress literal = HostLiteral.address(endpoint.egressIp());
        Bootstrap bootstrap = bootstrap(handler, loop.config().timeouts().connect());
        ChannelFuture connecting = literal == null
                ? bootstrap.connect(remote)
                : bootstrap.connect(remote, new InetSocketAddress(literal, 0));
        connecting.addListener(connected -> done.accept(connected.cause()));
        return connecting.channel();
    }

    private @Nullable Channel through(EgressSource source, ChannelHandler handler, Consumer<@Nullable Throwable> done) {
        InetSocketAddress node = loop.engine().egress().place(source);
        String trouble = node == null ? "its name cannot be resolved" : source.trouble();
        if (node == null || trouble != null) {
            loop.executor().execute(() -> done.accept(unusable(source, String.valueOf(trouble))));
            return null;
        }
        ChannelFuture connecting = bootstrap(handler, patience()).connect(node);
        connecting.addListener(connected -> {
            if (abandoned) {
                connecting.channel().close();
            } else if (connected.isSuccess()) {
                ask(connecting.channel(), source, done);
            } else {
                refused(source, true, "cannot be reached: " + connected.cause().getMessage(), done);
            }
        });
        return connecting.channel();
    }

    private Duration patience() {
        Duration connect = loop.config().timeouts().connect();
        return connect.compareTo(EgressLimits.NODE_ANSWER) < 0 ? connect : EgressLimits.NODE_ANSWER;
    }

    private void ask(Channel channel, EgressSource source, Consumer<@Nullable Throwable> done) {
        var remote = new InetSocketAddress(endpoint.address(), endpoint.port());
        SocksDialog dialog = new SocksDialog(loop.engine().egress().token(), source.address(), remote);
        var bounds =
                new NodeHandshake.Bounds(patience(), loop.config().timeouts().connect());
        channel.pipeline().addFirst("egress", new NodeHandshake(dialog, bounds, new NodeHandshake.Answer() {
            @Override
            public void open() {
                done.accept(null);
            }

            @Override
            public void refused(SocksDialog.Refusal refusal) {
                judge(source, refusal, done);
            }
        }));
    }

    private void judge(EgressSource source, SocksDialog.Refusal refusal, Consumer<@Nullable Throwable> done) {
        if (abandoned) {
            return;
        }
        String by = refusal.detail() + ", by node " + source.node();
        switch (refusal.party()) {
            case NODE -> refused(source, true, refusal.detail(), done);
            case SOURCE -> refused(source, false, "does not bind it: " + refusal.detail(), done);
            case DESTINATION ->
                done.accept(
                        switch (refusal.reply()) {
                            case TIMED_OUT -> new DialException(Cause.TIMEOUT, by);
                            case REFUSED, HOST_UNREACHABLE, NETWORK_UNREACHABLE ->
                                new DialException(Cause.UNREACHABLE, by);
                            case NOT_ALLOWED -> new DialException(Cause.REFUSED_ADDRESS, by);
                            // The watch may find the source good all the same: this says nothing of others.
                            default -> unusable(source, by);
                        });
        }
    }

    private void refused(EgressSource source, boolean wholeNode, String why, Consumer<@Nullable Throwable> done) {
        loop.engine().egress().failed(source, wholeNode, why);
        done.accept(unusable(source, why));
    }

    private static DialException unusable(EgressSource source, String why) {
        return new DialException(Cause.NODE, "node " + source.node() + " " + why);
    }

    private Bootstrap bootstrap(ChannelHandler handler, Duration bound) {
        return new Bootstrap()
                .group(loop.executor())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) bound.toMillis())
                .handler(handler);
    }
}
