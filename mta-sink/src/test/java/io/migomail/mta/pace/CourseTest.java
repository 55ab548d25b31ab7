package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.mta.Routing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What PACE does with a delivery whose destination is another by the time of its retry, or known at last. */
class CourseTest {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(66);

    private final Stage stage = Stage.of(Stage.UNLIMITED);
    private final Stage dns = new Stage("dns:example.net", Stage.UNLIMITED, "192.0.2.1");
    private final Stage other = new Stage("mx:new.example.net", Stage.UNLIMITED, "192.0.2.1");

    static Route route(String group, String host) {
        return Route.newBuilder()
                .setGroup(group)
                .addHosts(MxHost.newBuilder().setHost(host).setPort(25))
                .build();
    }

    private static Routing moved() {
        return Routing.to(route("mx:new.example.net", "new.example.net"));
    }

    private void deferredOnce() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
    }

    private static Delivery attempted(Stage at) {
        return RecordCodec.DELIVERY.decode(at.last().delivery());
    }

    @Test
    void aFirstAttemptAsksNobody() {
        stage.routing = moved();
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(List.of("m.0"), stage.attempted());
        assertEquals(List.of(), stage.rerouted);
    }

    @Test
    void aRetryGoesOnUnderTheKeyOfTheNewHostAndIsCountedOn() {
        deferredOnce();
        stage.routing = moved();
        stage.advance(FIRST_RETRY);
        assertEquals(1, stage.attempts.size());
        assertEquals(0, stage.state.deliveries());
        Outcome left = stage.rerouted.get(0);
        assertEquals("rerouted", left.getKind());
        assertEquals(stage.key.word(), left.getPaceKey());
        assertEquals(1, left.getAttempt());
        assertEquals("new.example.net", left.getMoved().getRoute().getHosts(0).getHost());
        other.pace.deliver(left.getMoved(), other.now);
        assertEquals(3, other.last().number(), "one attempt, and the move");
        assertEquals(List.of(), stage.settled);
    }

    @Test
    void whatWasSentAwayIsNotSentAgainWhenItIsReplayed() {
        deferredOnce();
        stage.routing = moved();
        stage.advance(FIRST_RETRY);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.pace.outcome(stage.rerouted.get(0), stage.now);
        stage.advance(Duration.ofMinutes(30));
        assertEquals(1, stage.attempts.size());
        assertEquals(1, stage.rerouted.size());
    }

    @Test
    void itMayComeBackAndBeSentAwayAgain() {
        deferredOnce();
        stage.routing = moved();
        stage.advance(FIRST_RETRY);
        Delivery back = Verdict.rerouted(
                        other.key, stage.rerouted.get(0).getMoved(), 2, route(stage.key.group(), "mx"), stage.now)
                .getMoved();
        stage.pace.deliver(back, stage.now);
        assertEquals(4, stage.last().number());
        stage.outcome("m.0", 4, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofHours(1));
        assertEquals(2, stage.rerouted.size());
    }

    @Test
    void itMayComeBackBeforeTheRecordOfItsLeavingIsRead() {
        deferredOnce();
        Delivery back = Mail.delivery("m.0", MessageClass.NORMAL, 0).toBuilder()
                .setAttempts(3)
                .build();
        stage.pace.deliver(back, stage.now);
        assertEquals(4, stage.last().number());
        stage.pace.outcome(left(1), stage.now);
        stage.outcome("m.0", 4, OutcomeKind.DELIVERED);
        assertEquals(0, stage.state.deliveries());
        assertEquals(1, stage.state.size(PaceState.Index.TOMBSTONES));
    }

    @Test
    void anAttemptInFlightThatIsKnownToHaveMovedOnDoesNotHoldUpTheOneThatCameBack() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.deliver(
                Mail.delivery("m.0", MessageClass.NORMAL, 0).toBuilder()
                        .setAttempts(3)
                        .build(),
                stage.now);
        assertEquals(1, stage.pace.inFlight());
        assertEquals(4, stage.last().number());
    }

    private Outcome left(int attempts) {
        return Mail.outcome("m.0", attempts, OutcomeKind.REROUTED);
    }

    @Test
    void theJournalKnowsOfAMoveThatTheStateDoesNot() {
        deferredOnce();
        stage.pace.outcome(left(1), stage.now);
        assertEquals(0, stage.state.deliveries());
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.advance(Duration.ofHours(1));
        assertEquals(1, stage.attempts.size());
        assertEquals(0, stage.state.size(PaceState.Index.NORMAL));
        assertEquals(0, stage.state.size(PaceState.Index.EXPIRY));
    }

    @Test
    void aMoveEndsWhatIsInFlightByAnOlderState() {
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.pace.outcome(left(1), stage.now);
        assertEquals(0, stage.pace.inFlight());
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofHours(1));
        assertEquals(1, stage.attempts.size());
    }

    @Test
    void theJournalTellsOfAnAttemptAndThenOfAMoveOfWhatIsNotHereYet() {
        stage.outcome("m.0", 1, OutcomeKind.DEFERRED);
        stage.pace.outcome(left(1), stage.now);
        stage.deliver("m.0", MessageClass.NORMAL);
        stage.advance(Duration.ofHours(1));
        assertEquals(0, stage.attempts.size());
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void aMoveOfLongAgoChangesNothing() {
        deferredOnce();
        stage.advance(FIRST_RETRY);
        stage.pace.outcome(left(1), stage.now);
        assertEquals(1, stage.pace.inFlight());
        stage.outcome("m.0", 2, OutcomeKind.DELIVERED);
        stage.pace.outcome(left(1), stage.now);
        stage.deliver("m.0", MessageClass.NORMAL);
        assertEquals(2, stage.attempts.size());
    }

    @Test
    void newHostsOfTheSameDestinationAreTakenWithoutAMove() {
        deferredOnce();
        stage.routing = Routing.to(route(stage.key.group(), "mx2.example.net"));
        stage.advance(FIRST_RETRY);
        assertEquals("mx2.example.net", attempted(stage).getRoute().getHosts(0).getHost());
        stage.routing = Routing.NO_NEWS;
        stage.outcome("m.0", 2, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofMinutes(6));
        assertEquals(3, stage.last().number());
        assertEquals("mx2.example.net", attempted(stage).getRoute().getHosts(0).getHost());
    }

    @Test
    void aDnsThatIsAwayKeepsTheOldHosts() {
        deferredOnce();
        stage.routing =
                Routing.to(Route.newBuilder().setGroup("dns:example.net").build());
        stage.advance(FIRST_RETRY);
        assertEquals(2, stage.last().number());
    }

    @Test
    void anAnswerOnItsWayIsWaitedForAndThenUsed() {
        deferredOnce();
        stage.routing = null;
        stage.advance(FIRST_RETRY);
        assertEquals(1, stage.attempts.size());
        stage.routing = Routing.NO_NEWS;
        stage.advance(Duration.ofMillis(500));
        assertEquals(2, stage.last().number());
    }

    @Test
    void aDomainThatIsGoneEndsTheDelivery() {
        deferredOnce();
        stage.routing = Routing.bounced("domain_not_found", "invalid_domain", "no such domain");
        stage.advance(FIRST_RETRY);
        Outcome end = stage.settled.get(0);
        assertEquals("bounced", end.getKind());
        assertEquals("domain_not_found", end.getCode());
        assertEquals("invalid_domain", end.getCategory());
        assertEquals("recipient", end.getBlame());
        stage.advance(Duration.ofMinutes(10));
        assertEquals(1, stage.settled.size());
        assertEquals(1, stage.attempts.size());
        assertEquals(0, stage.state.deliveries());
    }

    @Test
    void aDomainWithoutAnswerIsAskedAgainOnTheScheduleOfRetries() {
        Delivery first = Mail.delivery(
                "m.0", MessageClass.NORMAL, dns.now + Duration.ofHours(3).toMillis());
        dns.pace.deliver(first, dns.now);
        assertEquals(DelayReason.DNS, dns.pace.reason("m.0", dns.now));
        dns.advance(FIRST_RETRY);
        assertEquals(1, ((Waiting) dns.state.item("m.0")).attempts());
        assertEquals(DelayReason.DNS, dns.pace.reason("m.0", dns.now));
        dns.routing = moved();
        dns.advance(Duration.ofSeconds(230));
        assertEquals(List.of(), dns.rerouted);
        dns.advance(Duration.ofSeconds(102));
        assertEquals(2, dns.rerouted.get(0).getMoved().getAttempts());
        assertTrue(dns.attempts.isEmpty());
    }
}
