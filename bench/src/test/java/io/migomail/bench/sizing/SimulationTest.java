package io.migomail.bench.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.bench.report.Spread;
import io.migomail.core.MessageClass;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Choice CHOICE = new Choice(0.6, 4, 4, 4, 3, new Choice.Days(7, 90, 30));
    private static final Body BODY = Body.html(10);
    private static final Mix MIX = Mix.ofProviders();
    private static final Mix OPEN = Mix.only(new Destination("all", 1, 1_000_000, 0, 0));
    private static final String DELIVERY = "delivery TaskManagers";

    private static Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        figures.put("ingress.cpu.fixed", 0.5);
        figures.put("delivery.cpu.fixed", 2.0);
        figures.put("delivery.keyed", 0.3);
        figures.put("accounting.cpu.fixed", 0.5);
        figures.put("broker.cpu.fixed", 0.2);
        figures.put("clickhouse.cpu.fixed", 0.1);
        figures.put("broker.hop", 2.0);
        figures.put("service.variation", 1.0);
        return figures;
    }

    private static Outcome run(Map<String, Double> figures, Mix mix, Demand demand, int seconds, long seed) {
        Costs costs = Tables.costs(figures);
        return Simulation.run(costs, mix, Plan.of(costs, mix, demand, CHOICE), seconds, seed);
    }

    private static int delivered(Outcome outcome) {
        return outcome.latencies().values().stream().mapToInt(Spread::count).sum();
    }

    @Test
    void theSameSeedGivesTheSameOutcomeAndAnotherAnother() {
        Demand demand = Demand.of(1_000, BODY);
        Outcome first = run(figures(), MIX, demand, 5, 1);
        assertEquals(first, run(figures(), MIX, demand, 5, 1));
        assertNotEquals(first, run(figures(), MIX, demand, 5, 2));
    }

    @Test
    void everyDeliveryIsCarriedToItsEnd() {
        Demand two = new Demand(1_000, BODY, 0.2, 0.3, 1.5, 0, 0, 40);
        Outcome outcome = run(figures(), MIX, two, 20, 1);
        assertEquals(30_000, delivered(outcome), 600);
        assertEquals(6_000, outcome.latencies().get(MessageClass.CRITICAL).count(), 300);
        assertEquals(9_000, outcome.latencies().get(MessageClass.HIGH).count(), 300);
    }

    @Test
    void withoutAnyQueueALatencyIsTheSumOfItsParts() {
        Map<String, Double> figures = figures();
        figures.put("service.variation", 0.0);
        Spread spread =
                run(figures, OPEN, Demand.of(1, BODY), 100, 1).latencies().get(MessageClass.CRITICAL);
        // Ingress, a leader and then its followers, hop, delivery, one reply.
        assertEquals(0.5 + 0.2 + 0.2 + 2 + 2 + 40, spread.p50(), 1e-6);
    }

    @Test
    void stagesAreInUseAsThePlanSays() {
        Costs costs = Tables.costs(figures());
        Plan plan = Plan.of(costs, MIX, Demand.of(5_000, BODY), CHOICE);
        Map<String, Outcome.Use> stages =
                Simulation.run(costs, MIX, plan, 10, 1).stages();
        assertEquals(plan.ingress().utilisation(), stages.get("ingress").utilisation(), 0.02);
        assertEquals(plan.delivery().utilisation(), stages.get(DELIVERY).utilisation(), 0.02);
        assertEquals(
                plan.accounting().utilisation(),
                stages.get("accounting TaskManagers").utilisation(),
                0.02);
        assertEquals(
                plan.log().brokers().utilisation(), stages.get("Kafka brokers").utilisation(), 0.02);
        assertEquals(plan.store().utilisation(), stages.get("ClickHouse shards").utilisation(), 0.02);
    }

    /** The load is twice what there is, and four fifths of it can wait. */
    @Test
    void criticalDoesNotWaitForTheOthers() {
        Costs costs = Tables.costs(figures());
        Demand planned = new Demand(1_000, BODY, 0.2, 0.2, 1, 100, 0, 40);
        Plan plan = Plan.of(costs, OPEN, planned, CHOICE);
        Demand twice = new Demand(4_500, BODY, 0.2, 0.2, 1, 100, 0, 40);
        Plan tooSmall = Plan.of(costs, OPEN, twice, CHOICE);
        Plan overloaded = new Plan(
                twice,
                CHOICE,
                100,
                plan.cells(),
                tooSmall.ingress(),
                plan.delivery(),
                tooSmall.accounting(),
                tooSmall.log(),
                tooSmall.store(),
                1,
                tooSmall.disk(),
                tooSmall.network(),
                tooSmall.objections());
        Outcome outcome = Simulation.run(costs, OPEN, overloaded, 10, 1);
        assertTrue(outcome.criticalP99() < 250, outcome.text());
        assertTrue(outcome.latencies().get(MessageClass.NORMAL).p50() > 500, outcome.text());
        assertTrue(outcome.busiest() > 0.95, outcome.text());
    }

    @Test
    void aHotKeyKeepsOneTaskBusyWhileOthersHaveRoom() {
        Map<String, Double> figures = figures();
        figures.put("delivery.keyed", 0.9);
        Demand demand = Demand.of(800, BODY);
        Outcome even = run(figures, OPEN, demand.from(1_000, 0), 10, 1);
        Outcome hot = run(figures, OPEN, demand.from(1_000, 0.9), 10, 1);
        assertTrue(even.latencies().get(MessageClass.NORMAL).p99() < 300, even.text());
        assertTrue(hot.latencies().get(MessageClass.NORMAL).p99() > 1_000, hot.text());
        assertTrue(
                hot.stages().get(DELIVERY).backlog()
                        > 20 * even.stages().get(DELIVERY).backlog(),
                hot.text());
        assertTrue(hot.stages().get(DELIVERY).utilisation() < 0.6, hot.text());
    }

    @Test
    void aDestinationThatTakesLessThanIsSentKeepsItsMailWaiting() {
        Mix narrow = Mix.only(new Destination("all", 1, 5, 1, 0));
        Outcome enough = run(figures(), narrow, Demand.of(100, BODY), 10, 1);
        Outcome tooLittle = run(figures(), narrow, Demand.of(200, BODY).from(1, 0), 10, 1);
        assertTrue(tooLittle.hosts() > 10 * enough.hosts(), tooLittle.text());
    }

    @Test
    void aCheckpointIsSeenInTheSlowestOnly() {
        Map<String, Double> figures = figures();
        figures.put("service.variation", 0.0);
        Demand demand = Demand.of(500, BODY).from(100, 0);
        Spread without = run(figures, OPEN, demand, 20, 1).latencies().get(MessageClass.NORMAL);
        figures.put("checkpoint.least", 300.0);
        figures.put("checkpoint.most", 300.0);
        Spread with = run(figures, OPEN, demand, 20, 1).latencies().get(MessageClass.NORMAL);
        assertEquals(without.p50(), with.p50(), 2);
        assertTrue(without.max() < 100, without.toString());
        assertTrue(with.max() > 300 && with.max() < 700, with.toString());
    }

    @Test
    void tenThousandMessagesASecondAreSimulated() {
        Outcome outcome = run(figures(), MIX, Demand.of(10_000, BODY), 3, 1);
        assertEquals(30_000, delivered(outcome), 1_000);
        assertTrue(outcome.busiest() < 0.8, outcome.text());
    }
}
