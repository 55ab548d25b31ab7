package io.migomail.bench.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans in figures that can be reckoned by head. */
class PlanTest {
    private static final Mix ONE = Mix.only(new Destination("all", 1, 1_000_000, 0, 0));
    private static final Choice CHOICE = new Choice(0.6, 4, 4, 4, 3, new Choice.Days(7, 90, 30));
    private static final Body BODY = Body.html(10);

    private static Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        for (String kind : List.of("ingress", "delivery", "accounting", "broker")) {
            figures.put(kind + ".cpu.fixed", 1.0);
            figures.put(kind + ".cpu.kib", 0.1);
            figures.put(kind + ".cpu.template", 0.5);
        }
        return figures;
    }

    private static Plan plan(Map<String, Double> figures, Mix mix, Demand demand, Choice choice) {
        return Plan.of(Tables.costs(figures), mix, demand, choice);
    }

    private static Plan plan(double perSecond) {
        return plan(figures(), ONE, Demand.of(perSecond, BODY).from(100, 0), CHOICE);
    }

    @Test
    void nodesAreTheLoadOverWhatEachMayTake() {
        Plan plan = plan(6_000); // 12 cores of each kind, of which a node gives 2.4
        assertEquals(5, plan.ingress().count());
        assertEquals(0.6, plan.ingress().utilisation(), 1e-9);
        assertEquals(5, plan.accounting().count());
        assertEquals(1, plan.accounting().spare());
        assertEquals(15, plan.log().brokers().count(), "three replicas work as one each");
        assertTrue(plan.holds(), plan.objections().toString());
    }

    @Test
    void oneMessageMoreIsANodeMore() {
        assertEquals(6, plan(6_001).ingress().count());
    }

    @Test
    void whatANodeTakesWithoutMailIsNotThereForMail() {
        Map<String, Double> figures = figures();
        figures.put("ingress.idle", 400.0);
        Plan plan = plan(figures, ONE, Demand.of(6_000, BODY), CHOICE);
        assertEquals(6, plan.ingress().count());
        assertEquals((12 + 6 * 0.4) / 24, plan.ingress().utilisation(), 1e-9);
    }

    @Test
    void aTemplateHasItsOwnCost() {
        Plan plan = plan(figures(), ONE, Demand.of(24_000, Body.ofTemplate()), CHOICE);
        assertEquals(5, plan.ingress().count());
    }

    @Test
    void aCellHasAtMostItsTaskManagersAndASpareOne() {
        Plan plan = plan(figures(), ONE, Demand.of(6_000, BODY).from(100, 0), CHOICE);
        assertEquals(2, plan.cells());
        assertEquals(3, plan.perCell());
        assertEquals(6, plan.delivery().count());
        assertEquals(2, plan.delivery().spare());
        assertEquals(12, plan.parallelism());
        assertEquals(12, plan.log().partitions(), "each task has a partition");
    }

    @Test
    void aSmallCellHasTheUsualPartitions() {
        assertEquals(4, plan(100).log().partitions());
        assertEquals(1, plan(100).perCell());
    }

    @Test
    void recipientsAreDeliveredOneByOneAndAcceptedTogether() {
        Demand one = Demand.of(6_000, BODY);
        Demand two = new Demand(6_000, BODY, 0.3, 0.3, 2, 100, 0, 40);
        assertEquals(5, plan(figures(), ONE, one, CHOICE).accounting().count());
        Plan plan = plan(figures(), ONE, two, CHOICE);
        assertEquals(10, plan.accounting().count());
        assertEquals(5, plan.ingress().count());
    }

    @Test
    void topicsAreWrittenByEveryReplicaAndReadByEachReader() {
        Map<String, Double> figures = figures();
        figures.put("log.accepted.fixed", 1_000.0);
        figures.put("log.accepted.kib", 100.0);
        figures.put("log.accepted.reads", 2.0);
        figures.put("log.events.fixed", 500.0);
        figures.put("log.events.reads", 4.0);
        Plan plan = plan(figures, ONE, Demand.of(100, BODY), CHOICE);
        assertEquals(3 * (2_000 + 500) * 100, plan.log().written(), 1e-6);
        assertEquals((2 * 2_000 + 4 * 500) * 100, plan.log().read(), 1e-6);
        assertEquals(3 * 2_500 * 100 * 86_400.0 * 7, plan.log().octets(), 1);
    }

    @Test
    void brokersAreAlsoAsManyAsTheDisksAskFor() {
        Map<String, Double> figures = figures();
        figures.put("log.accepted.fixed", 1024 * 1024.0);
        figures.put("broker.written", 50.0);
        Plan plan = plan(figures, ONE, Demand.of(100, BODY), CHOICE);
        assertEquals(10, plan.log().brokers().count()); // 300 MiB/s, 30 of each
    }

    @Test
    void theStoreIsSizedByTheRowsThatACoreTakes() {
        Map<String, Double> figures = figures();
        figures.put("store.rows", 3.0);
        figures.put("store.rate", 1_000.0);
        figures.put("store.row", 200.0);
        figures.put("store.content.fixed", 500.0);
        Plan plan = plan(figures, ONE, Demand.of(4_000, BODY), CHOICE);
        assertEquals(5, plan.store().count()); // 12 cores
        assertEquals(2, plan.replicas());
        assertEquals(12_000, plan.disk().rows(), 1e-9);
        double events = 12_000 * 200 * 86_400.0;
        double contents = 4_000 * 0.7 * 500 * 86_400; // of critical messages none
        assertEquals(events + contents, plan.disk().day(), 1);
        assertEquals(90 * events + 30 * contents, plan.disk().kept(), 1);
    }

    @Test
    void theNetworkCarriesRequestsMailAndTheLog() {
        Map<String, Double> figures = figures();
        figures.put("request.fixed", 1_000.0);
        figures.put("wire.kib", 300.0);
        figures.put("log.outcomes.fixed", 10.0);
        figures.put("log.outcomes.reads", 2.0);
        Plan plan = plan(figures, ONE, Demand.of(100, BODY), CHOICE);
        assertEquals(100_000, plan.network().in(), 1e-6);
        assertEquals(300_000, plan.network().out(), 1e-6);
        assertEquals(100 * 10 * (3 + 2), plan.network().inside(), 1e-6);
    }

    @Test
    void poolsAreAsManyAsTheBusiestDestinationAsksFor() {
        Mix mix = Mix.only(new Destination("all", 1, 5, 1, 100));
        // 25 a second on each of 5 connections, and not more than 100 in all.
        Plan plan = plan(figures(), mix, Demand.of(600, BODY), CHOICE);
        assertEquals(10, plan.pools());
        assertTrue(plan.holds(), plan.objections().toString());
    }

    @Test
    void slowMailHostsAskForMorePools() {
        Mix mix = Mix.only(new Destination("all", 1, 5, 1, 100));
        Demand slow = new Demand(600, BODY, 0.3, 0.3, 1, 0, 0, 100);
        assertEquals(20, plan(figures(), mix, slow, CHOICE).pools());
    }

    @Test
    void tooFewPoolsAreAnObjection() {
        Mix mix = Mix.only(new Destination("all", 1, 5, 1, 100));
        Plan plan = plan(figures(), mix, Demand.of(600, BODY).from(9, 0), CHOICE);
        assertEquals(List.of("all takes 100 messages a second of one pool, and 67 are for it"), plan.objections());
    }

    @Test
    void aPoolThatIsTooMuchForOneTaskIsAnObjection() {
        Map<String, Double> figures = figures();
        figures.put("delivery.keyed", 0.5);
        Demand demand = Demand.of(3_000, BODY);
        assertTrue(plan(figures, ONE, demand.from(10, 0), CHOICE).holds());
        Plan plan = plan(figures, ONE, demand.from(10, 0.25), CHOICE);
        assertEquals(List.of("all of the largest pool is one task, and takes 0.8 cores"), plan.objections());
    }

    @Test
    void aPoolThatIsTooMuchForOneCellIsAnObjection() {
        Plan plan = plan(figures(), ONE, Demand.of(12_000, BODY).from(100, 0.9), CHOICE);
        assertEquals(1, plan.objections().size());
        assertTrue(
                plan.objections().get(0).contains("9 TaskManagers"),
                plan.objections().toString());
    }

    @Test
    void anUsualCellHasATaskForEachPartition() {
        Plan plan = plan(figures(), ONE, Demand.of(6_000, BODY).from(100, 0), Choice.USUAL);
        assertEquals(4, plan.parallelism());
        assertEquals(4, plan.log().partitions());
        assertEquals(5, plan.cells()); // 12 cores, 1.2 of a TaskManager
        assertEquals(10, plan.delivery().count());
    }

    /** 12 cores in cells of 2.4: eleven pools in five cells would put three of them into one, 3.3 cores. */
    @Test
    void thereAreMoreCellsWherePoolsAreNotDividedEvenly() {
        Plan plan = plan(figures(), ONE, Demand.of(6_000, BODY).from(11, 0), Choice.USUAL);
        assertEquals(6, plan.cells());
        assertEquals(2, plan.perCell());
        assertTrue(plan.holds(), plan.objections().toString());
    }

    @Test
    void poolsAreLaidWhereThereIsRoom() {
        Placement placement = Placement.of(5, 0.4, 2);
        assertEquals(0.55, placement.fullest(), 1e-9);
        assertEquals(0, placement.cell(0));
        assertEquals(1, placement.cell(1));
        assertEquals(1, placement.cell(2));
        assertEquals(1, placement.cell(3));
        assertEquals(0, placement.cell(4));
    }

    @Test
    void thereAreAtMostSixtyFourCells() {
        Plan plan = plan(figures(), ONE, Demand.of(400_000, BODY).from(10_000, 0), CHOICE);
        assertEquals(84, plan.cells());
        assertEquals(List.of("84 cells, and there can be 64"), plan.objections());
    }

    @Test
    void withoutReplicasThereIsOneOfEach() {
        Choice alone = new Choice(0.6, 4, 4, 4, 1, new Choice.Days(7, 90, 30));
        Plan plan = plan(figures(), ONE, Demand.of(10, BODY), alone);
        assertEquals(1, plan.ingress().count());
        assertEquals(1, plan.log().brokers().count());
        assertEquals(1, plan.replicas());
    }
}
