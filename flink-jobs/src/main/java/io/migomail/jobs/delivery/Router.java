package io.migomail.jobs.delivery;

import io.migomail.core.Environment;
import io.migomail.core.HostPort;
import io.migomail.core.MailAddress;
import io.migomail.core.PaceKey;
import io.migomail.core.SandboxProvider;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Route;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.MxAnswer;
import io.migomail.mta.Routing;
import io.migomail.mta.shaping.Providers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides where a delivery goes: sandbox mail to the capturing MX, else the transport map, else the capturing MX where
 * live mail is captured, else MX records. Never blocks; thread-safe. Next: {@link RouteFunction}.
 */
final class Router {
    private final Routes routes;
    private final DnsResolver dns;
    private final Providers providers;

    Router(Routes routes, DnsResolver dns, Providers providers) {
        this.routes = routes;
        this.dns = dns;
        this.providers = providers;
    }

    /** Never completes exceptionally of itself. */
    CompletionStage<Routing> route(Delivery delivery) {
        MailAddress recipient;
        try {
            recipient = MailAddress.parse(delivery.getRecipient());
        } catch (IllegalArgumentException e) {
            return done(Routing.failed("invalid_recipient", String.valueOf(e.getMessage())));
        }
        if (delivery.getHead().getEnvironment().equals(Environment.SANDBOX.word())) {
            return done(captured(recipient));
        }
        HostPort mapped = routes.mapped(recipient.domain());
        if (mapped != null) {
            return done(Routing.to(fixed(Routes.group(mapped), mapped)));
        }
        if (routes.captureAll()) {
            return done(captured(recipient));
        }
        if (recipient.isLiteral()) {
            return done(Routing.to(resolved(List.of(host(recipient.domain(), 0)))));
        }
        return dns.mx(recipient.domain()).thenApply(answer -> routing(recipient.domain(), answer));
    }

    /** The route of a domain that has no answer yet: it waits in PACE and is looked up again later. */
    static Route unresolved(String domain, String why) {
        return Route.newBuilder()
                .setGroup(PaceKey.UNRESOLVED + domain)
                .setError(why)
                .build();
    }

    private Routing routing(String domain, MxAnswer answer) {
        return switch (answer.kind()) {
            case MX, IMPLICIT ->
                Routing.to(resolved(answer.hosts().stream()
                        .map(h -> host(h.name(), h.preference()))
                        .toList()));
            case NULL_MX -> Routing.bounced("null_mx", "no_mail_host", domain + " takes no mail (null MX)");
            case NO_SUCH_DOMAIN -> Routing.bounced("domain_not_found", "invalid_domain", answer.reason());
            case NO_HOST -> Routing.bounced("no_mail_host", "no_mail_host", answer.reason());
            case TEMPORARY -> Routing.to(unresolved(domain, answer.reason()));
        };
    }

    private Routing captured(MailAddress recipient) {
        HostPort capture = routes.capture();
        if (capture == null) {
            return Routing.failed("no_capture_mx", "no MX captures mail here: MIGO_CAPTURE_MX is not set");
        }
        SandboxProvider provider = SandboxProvider.ofDomain(recipient.domain());
        return Routing.to(fixed(provider == null ? Routes.group(capture) : Routes.group(capture, provider), capture));
    }

    private static Route fixed(String group, HostPort target) {
        return Route.newBuilder()
                .setGroup(group)
                .addHosts(MxHost.newBuilder().setHost(target.host()).setPort(target.port()))
                .build();
    }

    private Route resolved(List<MxHost> hosts) {
        return Route.newBuilder()
                .setGroup(providers.group(hosts))
                .addAllHosts(hosts)
                .build();
    }

    private MxHost host(String name, int preference) {
        return MxHost.newBuilder()
                .setHost(name)
                .setPort(routes.port())
                .setPreference(preference)
                .build();
    }

    private static CompletionStage<Routing> done(Routing routing) {
        return CompletableFuture.completedFuture(routing);
    }
}
