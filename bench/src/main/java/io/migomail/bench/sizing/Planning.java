package io.migomail.bench.sizing;

import io.migomail.core.PoolLimits;
import io.migomail.core.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a {@link Plan} is reckoned. */
final class Planning {
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
        double load = costs.delivery().cores(deliveries, demand.body());
        destinations(largest);
        hotKey(largest, load);
        int cells = cells(load, pools, largest);
        int perCell = perCell(load, pools, largest, cells);
        bounds(cells, perCell);
        Nodes accounting = taskManagers(costs.accounting(), costs.accounting().cores(deliveries, demand.body()))
                .with(1);
        return new Plan(
                demand,
                choice,
                pools,
                cells,
                nodes(costs.ingress(), costs.ingress().cores(messages, demand.body()), replicated(LEAST_INGRESS)),
                new Nodes(
                        perCell * cells,
                        cells,
                        choice.taskManagerCores(),
                        load + perCell * cells * costs.delivery().idleCores(),
                        costs.delivery().memoryMib()),
                accounting,
                log(perCell * choice.taskManagerCores(), accounting.count() * choice.taskManagerCores()),
                store(),
                replicated(2),
                disk(),
                network(),
                List.copyOf(objections));
    }

    private Nodes taskManagers(ProcessCost cost, double load) {
        return Nodes.of(cost, load, choice.utilisation(), choice.taskManagerCores(), 1);
    }

    private Nodes nodes(ProcessCost cost, double load, int least) {
        return Nodes.of(cost, load, choice.utilisation(), choice.cores(), least);
    }

    /** So many where nothing may hang on one, else one. */
    private int replicated(int count) {
        return choice.replication() > 1 ? count : 1;
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

    /** As few as hold the load, and more where pools cannot be divided evenly. */
    private int cells(double load, int pools, double largest) {
        int cells = (taskManagers(costs.delivery(), load).count() + choice.perCell() - 1) / choice.perCell();
        if (taskManagers(costs.delivery(), load * largest).count() <= choice.perCell()) {
            while (cells < Math.min(pools, PoolLimits.CELLS)
                    && perCell(load, pools, largest, cells) > choice.perCell()) {
                cells++;
            }
        }
        return cells;
    }

    private int perCell(double load, int pools, double largest, int cells) {
        double fullest = Placement.of(pools, largest, cells).fullest();
        return taskManagers(costs.delivery(), load * fullest).count();
    }

    private void bounds(int cells, int perCell) {
        if (perCell > choice.perCell()) {
            objections.add("the fullest cell, with the largest pool, would need " + perCell + " TaskManagers");
        }
        if (cells > PoolLimits.CELLS) {
            objections.add(cells + " cells, and there can be " + PoolLimits.CELLS);
        }
    }

    private Plan.Log log(int cellTasks, int accountingTasks) {
        double stored = octets(costs.perMessage(), messages) + octets(costs.perDelivery(), deliveries);
        double written = stored * choice.replication();
        double cores = costs.broker().cores(messages, demand.body())
                + costs.broker().cores(deliveries - messages, Body.html(0));
        int byDisk = Nodes.needed(written, costs.brokerOctets() * choice.utilisation());
        // A follower does about what the leader does.
        Nodes brokers = nodes(costs.broker(), cores * choice.replication(), Math.max(choice.replication(), byDisk));
        return new Plan.Log(
                brokers,
                written,
                read(costs.perMessage(), messages) + read(costs.perDelivery(), deliveries),
                written * Plan.DAY_SECONDS * choice.days().log(),
                Math.max(Topics.OUTCOMES.partitions(), cellTasks),
                Math.max(Topics.EVENTS.partitions(), accountingTasks));
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
        return nodes(costs.clickhouse(), Math.max(byRows, byTime), 1);
    }

    private Plan.Disk disk() {
        double rows = deliveries * costs.store().rows();
        double events = rows * costs.store().rowOctets() * Plan.DAY_SECONDS;
        // Of critical messages next to nothing is kept (docs/adr/0038).
        double contents =
                messages * (1 - demand.critical()) * costs.store().content().of(demand.body()) * Plan.DAY_SECONDS;
        return new Plan.Disk(
                rows,
                events + contents,
                events * choice.days().store() + contents * choice.days().content());
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
