package io.migomail.bench.sizing;

import io.migomail.core.MessageClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the guide has from the model. */
final class GuideTables {
    private static final int[] RATES = {100, 1_000, 3_000, 10_000};
    private static final int[] SIZES = {2, 20, 100};
    private static final int SECONDS = 20;
    private static final long SEED = 1;
    private static final double TERABYTE = 1e12;
    private static final double MEGABYTE = 1e6;
    private static final double MEGABIT = 1e6 / 8;

    private final Costs costs;
    private final Mix mix = Mix.ofProviders();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    GuideTables(Costs costs, Body body) {
        this.costs = costs;
        for (int rate : RATES) {
            Plan plan = Plan.of(costs, mix, Demand.of(rate, body), Choice.USUAL);
            plans.add(plan);
            outcomes.add(Simulation.run(costs, mix, plan, SECONDS, SEED));
        }
    }

    static String costs(Coefficients table) {
        StringBuilder out = new StringBuilder("\n| figure | value | unit | |\n|---|---|---|---|\n");
        for (Coefficients.Row row : table.rows()) {
            out.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s |\n",
                    row.name(),
                    plain(row.value()),
                    row.unit(),
                    row.measured() ? "measured" : "assumed"));
        }
        return out.toString();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? whole(value) : Double.toString(value);
    }

    /** Messages a second that a core carries at the usual utilisation. */
    static String rates(Costs costs) {
        Map<String, Body> bodies = new LinkedHashMap<>();
        bodies.put("template", Body.ofTemplate());
        for (int kib : SIZES) {
            bodies.put(kib + " KB of HTML", Body.html(kib));
        }
        Map<String, ProcessCost> kinds = new LinkedHashMap<>();
        kinds.put("ingress", costs.ingress());
        kinds.put("delivery", costs.delivery());
        kinds.put("accounting", costs.accounting());
        kinds.put("Kafka broker, each replica", costs.broker());
        kinds.put("ClickHouse", costs.clickhouse());
        StringBuilder out = new StringBuilder("\n| a core of | " + String.join(" | ", bodies.keySet()) + " |\n|---")
                .append("|---".repeat(bodies.size()))
                .append("|\n");
        kinds.forEach((kind, cost) -> out.append(bodies.values().stream()
                .map(body -> figure(Choice.USUAL.utilisation() / cost.cores(1, body)))
                .collect(Collectors.joining(" | ", "| " + kind + " | ", " |\n"))));
        return out.toString();
    }

    String plans() {
        StringBuilder out = new StringBuilder();
        head(out, "messages a second");
        row(out, "cells", p -> "" + p.cells());
        row(out, "ingress nodes", p -> nodes(p.ingress()));
        row(out, "delivery TaskManagers, one to spare in each cell", p -> nodes(p.delivery()));
        row(out, "accounting TaskManagers, one to spare", p -> nodes(p.accounting()));
        row(out, "Kafka brokers", p -> nodes(p.log().brokers()));
        row(out, "ClickHouse shards, two servers each", p -> nodes(p.store()));
        row(
                out,
                "Kafka, MB/s written and read",
                p -> figure(p.log().written() / MEGABYTE) + ", "
                        + figure(p.log().read() / MEGABYTE));
        row(out, "Kafka's disks, TB together", p -> figure(p.log().octets() / TERABYTE));
        row(out, "ClickHouse, events/s", p -> figure(p.disk().rows()));
        row(
                out,
                "ClickHouse's disk, TB a day and kept, each replica",
                p -> figure(p.disk().day() / TERABYTE) + ", " + figure(p.disk().kept() / TERABYTE));
        row(
                out,
                "network, Mbit/s from clients, to mail hosts, inside",
                p -> figure(p.network().in() / MEGABIT) + ", "
                        + figure(p.network().out() / MEGABIT) + ", "
                        + figure(p.network().inside() / MEGABIT));
        row(out, "IP pools at least", p -> "" + p.pools());
        for (MessageClass one : MessageClass.values()) {
            row(
                    out,
                    "simulated: " + one.word() + ", p50 and p99 in ms",
                    p -> whole(outcome(p).latencies().get(one).p50()) + ", "
                            + whole(outcome(p).latencies().get(one).p99()));
        }
        row(out, "simulated: the busiest process", p -> figure(100 * outcome(p).busiest()) + " %");
        row(out, "holds", p -> p.holds() ? "yes" : String.join("; ", p.objections()));
        return out.toString();
    }

    private Outcome outcome(Plan plan) {
        return outcomes.get(plans.indexOf(plan));
    }

    String values() {
        StringBuilder out = new StringBuilder();
        head(out, "value");
        row(out, "`ingress.replicas`", p -> "" + p.ingress().all());
        row(out, "`ingress.resources.requests.cpu`", p -> "" + p.ingress().cores());
        row(out, "`ingress.resources.requests.memory`", p -> whole(p.ingress().memoryMib()) + "Mi");
        row(out, "`flink.cells`", p -> "" + p.cells());
        row(out, "`flink.delivery.parallelism`", p -> "" + p.parallelism());
        row(out, "`flink.delivery.taskManagers`", p -> "" + (p.perCell() + 1));
        row(out, "`flink.delivery.slotsPerTaskManager`", p -> "" + p.delivery().cores());
        row(out, "`flink.delivery.cpu`", p -> "" + p.delivery().cores());
        row(out, "`flink.delivery.memoryMiB`", p -> whole(p.delivery().memoryMib()));
        row(
                out,
                "`flink.accounting.parallelism`",
                p -> "" + p.accounting().count() * p.accounting().cores());
        row(out, "`flink.accounting.taskManagers`", p -> "" + p.accounting().all());
        row(
                out,
                "`flink.accounting.slotsPerTaskManager`",
                p -> "" + p.accounting().cores());
        row(out, "`flink.accounting.cpu`", p -> "" + p.accounting().cores());
        row(out, "`flink.accounting.memoryMiB`", p -> whole(p.accounting().memoryMib()));
        row(out, "`flink.jobManager.memoryMiB`", p -> whole(costs.jobManagerMemoryMib()));
        row(out, "`kafka.replication`", p -> "" + p.choice().replication());
        return out.toString();
    }

    private void head(StringBuilder out, String title) {
        out.append("\n| ").append(title);
        for (Plan plan : plans) {
            out.append(String.format(Locale.ROOT, " | %,.0f", plan.demand().perSecond()));
        }
        out.append(" |\n|---").append("|---".repeat(plans.size())).append("|\n");
    }

    private void row(StringBuilder out, String name, Function<Plan, String> cell) {
        out.append(plans.stream().map(cell).collect(Collectors.joining(" | ", "| " + name + " | ", " |\n")));
    }

    private static String nodes(Nodes nodes) {
        return nodes.all() + " × " + nodes.cores() + " cores, " + figure(100 * nodes.utilisation()) + " %";
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** To two digits. */
    private static String figure(double value) {
        if (value >= 10) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return value >= 1 ? String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
