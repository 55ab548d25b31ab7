package io.migomail.jobs.delivery;

import io.migomail.control.ControlPlane;
import io.migomail.core.Blame;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.jobs.JobConfig;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.mta.PaceInput;
import io.migomail.mta.Routing;
import io.migomail.mta.shaping.Providers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives deliveries their route and their pool. The DNS is asked without blocking, and never for longer than
 * {@link #PATIENCE}: a slow domain goes to PACE as not resolved yet, and waits there, not here. Called on the task's
 * thread, completed on the resolver's.
 *
 * <p>Next on the message's way: with an idempotency key {@link IdempotencyFunction}, else
 * {@link io.migomail.mta.pace.PaceFunction}.
 */
final class RouteFunction extends RichAsyncFunction<byte[], Routed> {
    /** A name server that needs longer than this is as good as away for now. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RouteFunction.class);

    private final JobConfig config;
    private transient @Nullable Task task;

    /** What lives as long as the task does. */
    private record Task(Router router, DnsResolver dns, ControlPlane control) {
        @Nullable
        IpPool pool(Delivery delivery) {
            return Pools.of(control.view(), delivery.getHead());
        }
    }

    RouteFunction(JobConfig config) {
        this.config = config;
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        Settings settings = config.settings();
        DnsResolver dns =
                new DnsJavaResolver(ResolverOptions.ofSetting(settings.get(Setting.MIGO_DNS)), TimeSource.SYSTEM);
        Router router = new Router(Routes.of(settings), dns, Providers.standard());
        task = new Task(router, dns, ControlPlane.shared(config.kafka(), TimeSource.SYSTEM));
    }

    @Override
    public void asyncInvoke(byte[] record, ResultFuture<Routed> result) {
        Task here = java.util.Objects.requireNonNull(task, "not opened");
        Delivery delivery;
        try {
            delivery = RecordCodec.DELIVERY.decode(record);
        } catch (RecordFormatException e) {
            LOG.error("a delivery that cannot be read is skipped", e);
            result.complete(Collections.emptyList());
            return;
        }
        here.router()
                .route(delivery)
                .toCompletableFuture()
                .thenApply(routing -> decide(delivery, routing, here.pool(delivery)))
                .completeOnTimeout(late(delivery, here), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((routed, failure) -> {
                    if (failure == null) {
                        result.complete(List.of(routed));
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
    }

    private static Routed late(Delivery delivery, Task here) {
        String recipient = delivery.getRecipient();
        String domain = recipient.substring(recipient.lastIndexOf('@') + 1);
        Route route = Router.unresolved(domain, "no answer of the DNS within " + PATIENCE.toSeconds() + " s");
        return decide(delivery, Routing.to(route), here.pool(delivery));
    }

    static Routed decide(Delivery delivery, Routing routing, @Nullable IpPool pool) {
        Route route = routing.route();
        OutcomeKind end = routing.end();
        if (route == null || end != null) {
            return ended(delivery, routing, end == null ? OutcomeKind.FAILED : end);
        }
        if (pool == null) {
            return ended(
                    delivery,
                    Routing.failed("no_pool", "the account has no IP pool for this mail"),
                    OutcomeKind.FAILED);
        }
        Delivery routed =
                delivery.toBuilder().setRoute(route).setPoolId(pool.getId()).build();
        String key = new PaceKey(route.getGroup(), pool.getId()).word();
        return Routed.on(routed, new PaceInput(key, PaceInput.Kind.DELIVERY, RecordCodec.DELIVERY.encode(routed)));
    }

    private static Routed ended(Delivery delivery, Routing why, OutcomeKind kind) {
        Outcome.Builder outcome =
                Outcomes.ended(kind, delivery, why.code(), why.detail(), TimeSource.SYSTEM.wallMillis());
        if (kind == OutcomeKind.BOUNCED) {
            outcome.setBlame(Blame.RECIPIENT.word()).setCategory(why.category());
        }
        return Routed.end(outcome.build());
    }

    @Override
    public void close() {
        if (task != null) {
            task.dns().close();
            task.control().close();
        }
    }
}
