package io.migomail.egress;

import io.migomail.core.EgressLimits;
import io.migomail.core.TimeSource;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Two connections that are one: what comes on either goes out on the other, no faster than that takes it. An end of one
 * direction is passed on; with both ended, a failure, or too long a silence both are closed, what was taken being
 * written first. Both are on one event loop, and so is all of this.
 */
final class Flow {
    private static final long LAST_WORDS_SECONDS = 10;

    private final SocketChannel client;
    private final SocketChannel destination;
    private final EgressCounts counts;
    private final TimeSource time;
    private final long idle;
    private long lastMoved;
    private int ended;
    private boolean closing;

    private Flow(SocketChannel client, SocketChannel destination, EgressCounts counts, TimeSource time, Duration idle) {
        this.client = client;
        this.destination = destination;
        this.counts = counts;
        this.time = time;
        this.idle = idle.toNanos();
    }

    /** Joins them; what the client's pipeline still holds goes the same way. Reading begins when {@link #begin} is called. */
    static Flow join(
            SocketChannel client, SocketChannel destination, EgressCounts counts, TimeSource time, Duration idle) {
        Flow flow = new Flow(client, destination, counts, time, idle);
        client.config().setAllowHalfClosure(true);
        destination.config().setAllowHalfClosure(true);
        client.pipeline().addLast(new FlowSide(flow, client, destination));
        destination.pipeline().addLast(new FlowSide(flow, destination, client));
        return flow;
    }

    /** How much of a connection is held at most: of either, with all others, a node has room for (docs/adr/0055). */
    static WriteBufferWaterMark held() {
        return new WriteBufferWaterMark(EgressLimits.HELD_BYTES / 2, EgressLimits.HELD_BYTES);
    }

    /** How much is read at a time. */
    static RecvByteBufAllocator piece() {
        return new AdaptiveRecvByteBufAllocator(512, 2048, EgressLimits.HELD_BYTES);
    }

    void begin() {
        lastMoved = time.monotonicNanos();
        client.config().setAutoRead(true);
        destination.config().setAutoRead(true);
        watch(idle);
        if (!client.isActive() || !destination.isActive()) {
            close();
        }
    }

    private void watch(long nanos) {
        EventLoop loop = client.eventLoop();
        var timer = loop.schedule(this::silent, nanos, TimeUnit.NANOSECONDS);
        client.closeFuture().addListener(closed -> timer.cancel(false));
    }

    private void silent() {
        long left = lastMoved + idle - time.monotonicNanos();
        if (left <= 0) {
            close();
        } else if (client.isOpen()) {
            watch(left);
        }
    }

    /** So many octets came on this side. */
    void moved(Channel from, int octets) {
        lastMoved = time.monotonicNanos();
        (from == client ? counts.sent : counts.received).add(octets);
    }

    /** One direction has ended: its receiver is told once it has the rest. */
    void ended(SocketChannel to) {
        ended++;
        boolean both = ended > 1;
        to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (both) {
                close();
            } else {
                to.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            }
        });
    }

    /** Closes both, each when what it was given is written, or is not taken for long. */
    void close() {
        if (closing) {
            return;
        }
        closing = true;
        for (Channel each : new Channel[] {client, destination}) {
            each.config().setAutoRead(false);
            var bound = each.eventLoop().schedule(() -> each.close(), LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            each.closeFuture().addListener(closed -> bound.cancel(false));
            each.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    boolean closing() {
        return closing;
    }
}
