package io.migomail.jobs.delivery;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.jobs.JobConfig;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.mta.RouteLookup;
import io.migomail.mta.Routing;
import io.migomail.mta.shaping.Providers;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Routes for PACE's retries, by the same rules and within the same bound as for a first attempt; the resolver keeps
 * answers for as long as the DNS says. A DNS that does not answer has no news. Thread-safe.
 */
record RoutesAnew(Router router, DnsResolver dns) implements RouteLookup {
    static RoutesAnew open(JobConfig config) {
        Settings settings = config.settings();
        DnsResolver dns =
                new DnsJavaResolver(ResolverOptions.ofSetting(settings.get(Setting.MIGO_DNS)), TimeSource.SYSTEM);
        return new RoutesAnew(new Router(Routes.of(settings), dns, Providers.standard()), dns);
    }

    @Override
    public CompletionStage<Routing> route(Delivery delivery) {
        return router.route(delivery)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(Routing.NO_NEWS, RouteFunction.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        dns.close();
    }
}
