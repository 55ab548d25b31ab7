package io.migomail.mta.engine;

import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.mta.Attempt;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Sends mail: each attempt becomes one SMTP transaction and one outcome. Thread-safe; {@link #submit} never blocks.
 * Attempts of one pace key share an event loop and its warm connections; how many run at once is the caller's business.
 * Lives until {@link #close}, which drops whatever is not finished; the world's failures are outcomes, never exceptions.
 *
 * <p>Next on the message's way: {@link io.migomail.mta.sink.OutcomeJournal}.
 */
public final class DeliveryEngine implements AutoCloseable {
    private static final long SHUTDOWN_MILLIS = 2_000;

    private final EngineContext context;
    private final MultiThreadIoEventLoopGroup group;
    private final List<DeliveryLoop> loops = new CopyOnWriteArrayList<>();

    /** An engine with its event loops running; {@code random} is used here only. */
    public DeliveryEngine(EngineConfig config, EngineWorld world, TimeSource time, RandomGenerator random) {
        context = new EngineContext(config, world, time, this::closeWarm);
        group = new MultiThreadIoEventLoopGroup(
                config.ioThreads(), new DefaultThreadFactory("delivery", true), NioIoHandler.newFactory());
        for (EventExecutor executor : group) {
            loops.add(new DeliveryLoop((EventLoop) executor, context, new SplittableRandom(random.nextLong())));
        }
    }

    /**
     * Takes an attempt; its outcome comes on an I/O thread.
     *
     * @throws io.migomail.core.RecordFormatException where the attempt holds no delivery that this build can read
     */
    public Submission submit(Attempt attempt, OutcomeListener listener) {
        Delivery delivery = RecordCodec.DELIVERY.decode(attempt.delivery());
        DeliveryLoop loop = loops.get(Math.floorMod(attempt.paceKey().hashCode(), loops.size()));
        AttemptRun run = new AttemptRun(loop, attempt, delivery, listener);
        context.metrics().submitted.increment();
        loop.executor().execute(run::start);
        return run;
    }

    private void closeWarm(String egressIp) {
        loops.forEach(loop -> loop.executor().execute(() -> loop.closeWarm(egressIp)));
    }

    /** Counters since its start. */
    public EngineMetrics metrics() {
        return context.metrics();
    }

    /** Whether the process ever stood still too long, after which this engine sends nothing more. */
    public boolean stoodStill() {
        return loops.stream().anyMatch(DeliveryLoop::stoodStill);
    }

    /** Says QUIT on warm connections, then stops; attempts still under way end without an outcome. */
    @Override
    public void close() {
        context.close();
        loops.forEach(loop -> loop.executor().execute(loop::closeWarm));
        group.shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * SHUTDOWN_MILLIS);
    }
}
