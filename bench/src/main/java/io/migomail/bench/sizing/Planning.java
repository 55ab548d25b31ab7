package io.migomail.bench.sizing;

import io.migomail.core.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a {@link Plan} is reckoned. */
final class Planning {
    /** Of cells: {@code MIGO_CELLS}. */
    private static final int MOST_CELLS = 64;

    private static final int LEAST_INGRESS = 2;

    private final Costs costs;
    private final Mix mix;
    private final Demand demand;
    private final Choice choice;
    private final double messages;
    private final double deliveries;
    private final List<String> objections = new ArrayList<>();

    Planning(Costs costs, Mix mix, Demand demand, Choice choice) {
        this.costs = costs;
        this.mix = mix;
        this.demand = demand;
        this.choice = choice;
        this.messages = demand.perSecond();
        this.deliveries = demand.deliveries();
    }

    Plan plan() {
        int pools = demand.pools() > 0 ? demand.pools() : leastPools();
        double largest = Math.max(demand.largest(), 1.0 / pools);
        destinations(largest);
        double load = costs.delivery().cores(deliveries, demand.body());
        hotKey(largest, load);
        Nodes together = Nodes.of(costs.delivery(), load, choice, 1, 0);
        int cells = (together.count() + choice.perCell() - 1) / choice.perCell();
        Nodes cell = Nodes.of(costs.delivery(), load * Math.max(largest, 1.0 / cells), choice, 1, 0);
        cells(cells, cell.count());
        Nodes delivery = new Nodes(
                cell.count() * cells,
                cells,
                choice.cores(),
                load + cell.count() * cells * costs.delivery().idleCores(),
                cell.memoryMib());
        Nodes accounting =
                Nodes.of(costs.accounting(), costs.accounting().cores(deliveries, demand.body()), choice, 1, 1);
        return new Plan(
                demand,
                choice,
                pools,
                cells,
                Nodes.of(
                        costs.ingress(),
                        costs.ingress().cores(messages, demand.body()),
                        choice,
                        choice.replication() > 1 ? LEAST_INGRESS : 1,
                        0),
                delivery,
                accounting,
                log(cell, accounting),
                store(),
                choice.replication() > 1 ? 2 : 1,
                disk(),
                network(),
                List.copyOf(objections));
    }

    private int leastPools() {
        return mix.all().stream()
                .mapToInt(to -> Nodes.needed(
                        deliveries * to.share(), to.capacity(costs.attemptMillis(demand)) * choice.utilisation()))
                .reduce(1, Math::max);
    }

    private void destinations(double largest) {
        for (Destination to : mix.all()) {
            double sent = deliveries * to.share() * largest;
            double most = to.capacity(costs.attemptMillis(demand));
            if (sent > most * choice.utilisation() * (1 + 1e-9)) {
                objections.add(String.format(
                        Locale.ROOT,
                        "%s takes %.0f messages a second of one pool, and %.0f are for it",
                        to.group(),
                        most,
                        sent));
            }
        }
    }

    /** A pace key is one task's, and a task is one thread. */
    private void hotKey(double largest, double load) {
        for (Destination to : mix.all()) {
            double busy = load * costs.keyedShare() * to.share() * largest;
            if (busy > choice.utilisation()) {
                objections.add(String.format(
                        Locale.ROOT, "%s of the largest pool is one task, and takes %.1f cores", to.group(), busy));
            }
        }
    }

    private void cells(int cells, int perCell) {
        if (perCell > choice.perCell()) {
            objections.add("the largest pool is in one cell, which would need " + perCell + " TaskManagers");
        }
        if (cells > MOST_CELLS) {
            objections.add(cells + " cells, and there can be " + MOST_CELLS);
        }
    }

    private Plan.Log log(Nodes cell, Nodes accounting) {
        double stored = octets(costs.perMessage(), messages) + octets(costs.perDelivery(), deliveries);
        double written = stored * choice.replication();
        double cores = costs.broker().cores(messages, demand.body())
                + costs.broker().cores(deliveries - messages, Body.html(0));
        int byDisk = Nodes.needed(written, costs.brokerOctets() * choice.utilisation());
        // A follower does about what the leader does.
        Nodes brokers = Nodes.of(
                costs.broker(), cores * choice.replication(), choice, Math.max(choice.replication(), byDisk), 0);
        return new Plan.Log(
                brokers,
                written,
                read(costs.perMessage(), messages) + read(costs.perDelivery(), deliveries),
                written * Plan.DAY_SECONDS * choice.logDays(),
                Math.max(Topics.OUTCOMES.partitions(), cell.count() * choice.cores()),
                Math.max(Topics.EVENTS.partitions(), accounting.count() * choice.cores()));
    }

    private double octets(List<LogCost> topics, double perSecond) {
        return topics.stream()
                .mapToDouble(topic -> topic.octets().of(demand.body()) * perSecond)
                .sum();
    }

    private double read(List<LogCost> topics, double perSecond) {
        return topics.stream()
                .mapToDouble(topic -> topic.octets().of(demand.body()) * topic.reads() * perSecond)
                .sum();
    }

    /** By the processor's time, or by the rows that a core was seen to store, whichever is more. */
    private Nodes store() {
        double byRows = deliveries * costs.store().rows() / costs.store().rowsPerCore();
        double byTime = costs.clickhouse().cores(deliveries, demand.body());
        return Nodes.of(costs.clickhouse(), Math.max(byRows, byTime), choice, 1, 0);
    }

    private Plan.Disk disk() {
        double rows = deliveries * costs.store().rows();
        double events = rows * costs.store().rowOctets() * Plan.DAY_SECONDS;
        // Of critical messages next to nothing is kept (docs/adr/0038).
        double contents =
                messages * (1 - demand.critical()) * costs.store().content().of(demand.body()) * Plan.DAY_SECONDS;
        return new Plan.Disk(rows, events + contents, events * choice.storeDays() + contents * choice.contentDays());
    }

    private Plan.Network network() {
        double stored = octets(costs.perMessage(), messages) + octets(costs.perDelivery(), deliveries);
        double read = read(costs.perMessage(), messages) + read(costs.perDelivery(), deliveries);
        return new Plan.Network(
                messages * costs.request().of(demand.body()),
                deliveries * costs.wire().of(demand.body()),
                stored * choice.replication() + read);
    }
}
