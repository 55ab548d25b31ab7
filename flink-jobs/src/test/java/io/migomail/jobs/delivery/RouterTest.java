package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.Settings;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.jobs.Keyed;
import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.MxAnswer;
import io.migomail.mta.Routing;
import io.migomail.mta.shaping.Providers;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RouterTest {
    private final Map<String, MxAnswer> zone = new HashMap<>();

    private final DnsResolver dns = new DnsResolver() {
        @Override
        public CompletionStage<MxAnswer> mx(String domain) {
            return CompletableFuture.completedFuture(zone.getOrDefault(
                    domain, MxAnswer.none(MxAnswer.Kind.NO_SUCH_DOMAIN, "no such domain: " + domain)));
        }

        @Override
        public CompletionStage<DnsAnswer<InetAddress>> addresses(String host) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<DnsAnswer<String>> txt(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<DnsAnswer<String>> cname(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    };

    private static Delivery delivery(String recipient, String environment) {
        return Delivery.newBuilder()
                .setDeliveryId("msg_1.0")
                .setHead(MessageHead.newBuilder().setMessageId("msg_1").setEnvironment(environment))
                .setRecipient(recipient)
                .build();
    }

    private Routing routing(Map<String, String> settings, String recipient, String environment) {
        Router router = new Router(Routes.of(Settings.from(settings)), dns, Providers.standard());
        return router.route(delivery(recipient, environment))
                .toCompletableFuture()
                .join();
    }

    private Route internet(String recipient) {
        Route route =
                routing(Map.of("MIGO_DELIVERY", "internet"), recipient, "live").route();
        assertNotNull(route);
        return route;
    }

    private static MxAnswer mx(String... hosts) {
        List<MxAnswer.Host> list = new java.util.ArrayList<>();
        for (String host : hosts) {
            list.add(new MxAnswer.Host(host, 10));
        }
        return new MxAnswer(MxAnswer.Kind.MX, list, "", false);
    }

    @Test
    void sandboxMailIsCapturedWhateverElseIsSet() {
        Map<String, String> settings = Map.of(
                "MIGO_DELIVERY", "internet", "MIGO_ROUTES", "*=10.0.0.1:25", "MIGO_CAPTURE_MX", "127.0.0.1:2526");
        Route route = routing(settings, "a@example.com", "sandbox").route();
        assertNotNull(route);
        assertEquals("route:127.0.0.1:2526", route.getGroup());
        assertEquals(2526, route.getHosts(0).getPort());
    }

    @Test
    void aProviderOfTheSandboxIsPacedApart() {
        Route route = routing(Map.of("MIGO_CAPTURE_MX", "127.0.0.1:2526"), "a@Greylisting.test", "sandbox")
                .route();
        assertNotNull(route);
        assertEquals("route:127.0.0.1:2526/greylisting.test", route.getGroup());
        assertEquals(2526, route.getHosts(0).getPort());
    }

    @Test
    void sandboxMailMayGoWhereItIsRoutedAndNowhereElse() {
        var settings = Settings.from(Map.of("MIGO_CAPTURE_MX", "127.0.0.1:2526"));
        assertEquals(
                java.util.Set.of(
                        "route:127.0.0.1:2526",
                        "route:127.0.0.1:2526/greylisting.test",
                        "route:127.0.0.1:2526/connection-limit.test",
                        "route:127.0.0.1:2526/rate-limit.test",
                        "route:127.0.0.1:2526/slow-data.test"),
                Routes.of(settings).captureGroups());
        assertEquals(java.util.Set.of(), Routes.of(Settings.from(Map.of())).captureGroups());
    }

    @Test
    void sandboxMailWithoutACaptureFailsRatherThanLeaves() {
        Routing routing = routing(Map.of("MIGO_ROUTES", "*=10.0.0.1:25"), "a@example.com", "sandbox");
        assertEquals(OutcomeKind.FAILED, routing.end());
        assertEquals("no_capture_mx", routing.code());
    }

    @Test
    void theTransportMapWinsOverCaptureAndDns() {
        Map<String, String> settings =
                Map.of("MIGO_ROUTES", "Example.com=mx.local:2500, *=[::1]:26", "MIGO_CAPTURE_MX", "127.0.0.1:2526");
        Routing own = routing(settings, "a@example.com", "live");
        assertEquals("route:mx.local:2500", own.route().getGroup());
        Routing other = routing(settings, "a@example.org", "live");
        assertEquals("route:[::1]:26", other.route().getGroup());
        assertEquals("::1", other.route().getHosts(0).getHost());
    }

    @Test
    void liveMailIsCapturedByDefault() {
        Routing routing = routing(Map.of("MIGO_CAPTURE_MX", "127.0.0.1:2526"), "a@example.com", "live");
        assertEquals("route:127.0.0.1:2526", routing.route().getGroup());
    }

    @Test
    void mxHostsOfOneProviderAreThatProvider() {
        zone.put("shop.example", mx("aspmx.l.google.com", "alt1.aspmx.l.google.com"));
        assertEquals("provider:google", internet("a@shop.example").getGroup());
    }

    @Test
    void otherHostsAreNamedByTheirSetAndKeepTheirOrder() {
        zone.put("example.org", mx("mx2.example.net", "mx1.example.net"));
        Route route = internet("a@example.org");
        assertEquals("mx2.example.net", route.getHosts(0).getHost());
        assertEquals(25, route.getHosts(0).getPort());
        zone.put("other.example", mx("mx1.example.net", "mx2.example.net"));
        assertEquals(route.getGroup(), internet("a@other.example").getGroup());
    }

    @Test
    void aDomainThatTakesNoMailBouncesTheRecipient() {
        zone.put("null.example", MxAnswer.none(MxAnswer.Kind.NULL_MX, ""));
        Routing none = routing(Map.of("MIGO_DELIVERY", "internet"), "a@null.example", "live");
        assertEquals(OutcomeKind.BOUNCED, none.end());
        Routing missing = routing(Map.of("MIGO_DELIVERY", "internet"), "a@missing.example", "live");
        assertEquals(OutcomeKind.BOUNCED, missing.end());
        assertEquals("invalid_domain", missing.category());
        Keyed ended = RouteFunction.decide(delivery("a@missing.example", "live"), missing, null)
                .ended();
        assertNotNull(ended);
        Outcome outcome = RecordCodec.OUTCOME.decode(ended.value());
        assertEquals("bounced", outcome.getKind());
        assertEquals("recipient", outcome.getBlame());
        assertEquals("domain_not_found", outcome.getCode());
    }

    @Test
    void aDomainWithoutAnAnswerWaitsInPaceUnderItsOwnKey() {
        zone.put("slow.example", MxAnswer.none(MxAnswer.Kind.TEMPORARY, "SERVFAIL"));
        Route route = internet("a@slow.example");
        assertEquals("dns:slow.example", route.getGroup());
        assertEquals("SERVFAIL", route.getError());
        var routed = RouteFunction.decide(
                delivery("a@slow.example", "live"),
                Routing.to(route),
                IpPool.newBuilder().setId("pool_1").build());
        assertNotNull(routed.input());
        assertNull(routed.ended());
        assertNull(routed.claim());
        assertEquals(
                new PaceKey("dns:slow.example", "pool_1").word(), routed.input().paceKey());
        assertEquals(
                "pool_1", RecordCodec.DELIVERY.decode(routed.input().payload()).getPoolId());
    }

    @Test
    void anAddressLiteralIsItsOwnHost() {
        Route route = internet("a@[192.0.2.7]");
        assertEquals(1, route.getHostsCount());
        assertFalse(route.getGroup().isEmpty());
    }

    @Test
    void mailWithoutAPoolFails() {
        var routed = RouteFunction.decide(
                delivery("a@example.com", "live"),
                Routing.to(Route.newBuilder().setGroup("mx:x").build()),
                null);
        assertNotNull(routed.ended());
        assertEquals(
                "no_pool", RecordCodec.OUTCOME.decode(routed.ended().value()).getCode());
        assertEquals("msg_1", routed.ended().key());
    }

    @Test
    void whatHasAnIdempotencyKeyGoesToItsHoldersWhetherItEndsOrNot() {
        Delivery.Builder keyed = delivery("a@example.com", "live").toBuilder();
        keyed.getHeadBuilder().setApplicationId("app_1").setIdempotencyKey("k");
        Routing routing = Routing.to(Route.newBuilder().setGroup("mx:x").build());
        Routed on = RouteFunction.decide(
                keyed.build(), routing, IpPool.newBuilder().setId("pool_1").build());
        Routed end = RouteFunction.decide(keyed.build(), routing, null);
        assertNull(on.input());
        assertNull(end.ended());
        assertNotNull(on.claim());
        assertNotNull(end.claim());
        assertEquals("app_1\nlive\nk", on.claim().name());
        assertEquals(on.claim().name(), end.claim().name());
        assertEquals(Claim.Kind.DELIVERY, on.claim().kind());
        assertEquals(new PaceKey("mx:x", "pool_1").word(), on.claim().paceKey());
        assertEquals(Claim.Kind.UNROUTED, end.claim().kind());
        assertEquals("no_pool", RecordCodec.OUTCOME.decode(end.claim().record()).getCode());
    }

    @Test
    void settingsThatCannotBeUnderstoodAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Routes.of(Settings.from(Map.of("MIGO_ROUTES", "x"))));
        assertThrows(IllegalArgumentException.class, () -> Routes.of(Settings.from(Map.of("MIGO_DELIVERY", "maybe"))));
    }
}
