package io.migomail.bench.sizing;

import java.util.Locale;

/** A plan as an operator reads it. */
final class PlanText {
    private static final double GIGABYTE = 1e9;
    private static final double MEGABIT = 1e6 / 8;
    private static final double MEGABYTE = 1e6;

    private PlanText() {}

    static String of(Plan plan) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%.0f messages a second of %s, %.2f recipients each\n",
                plan.demand().perSecond(),
                plan.demand().body().template()
                        ? "the template"
                        : String.format(
                                Locale.ROOT, "%.1f KiB", plan.demand().body().kib()),
                plan.demand().recipients()));
        out.append(String.format(
                Locale.ROOT, "%-24s %6s %6s %6s %8s %9s\n", "", "nodes", "spare", "cores", "in use", "MiB each"));
        line(out, "ingress", plan.ingress());
        line(out, "delivery TaskManagers", plan.delivery());
        line(out, "accounting TaskManagers", plan.accounting());
        line(out, "Kafka brokers", plan.log().brokers());
        line(out, "ClickHouse shards", plan.store());
        say(
                out,
                "cells",
                "%d, each %d + 1 TaskManagers, parallelism %d",
                plan.cells(),
                plan.perCell(),
                plan.parallelism());
        say(out, "pools", "%d at least among which mail is divided", plan.pools());
        say(
                out,
                "Kafka",
                "%.1f MB/s written (%d replicas), %.1f MB/s read, %.0f GB for %d days; %d partitions a cell's topic, %d of mail.events",
                plan.log().written() / MEGABYTE,
                plan.choice().replication(),
                plan.log().read() / MEGABYTE,
                plan.log().octets() / GIGABYTE,
                plan.choice().days().log(),
                plan.log().partitions(),
                plan.log().eventPartitions());
        say(
                out,
                "ClickHouse",
                "%.0f rows/s, %.1f GB a day, %.0f GB for %d days (contents %d), times %d replicas",
                plan.disk().rows(),
                plan.disk().day() / GIGABYTE,
                plan.disk().kept() / GIGABYTE,
                plan.choice().days().store(),
                plan.choice().days().content(),
                plan.replicas());
        say(
                out,
                "network, Mbit/s",
                "%.0f from clients, %.0f to mail hosts, %.0f inside",
                plan.network().in() / MEGABIT,
                plan.network().out() / MEGABIT,
                plan.network().inside() / MEGABIT);
        plan.objections().forEach(objection -> say(out, "does not hold", "%s", objection));
        return out.toString();
    }

    private static void line(StringBuilder out, String kind, Nodes nodes) {
        out.append(String.format(
                Locale.ROOT,
                "%-24s %6d %6d %6d %7.0f%% %9.0f\n",
                kind,
                nodes.count(),
                nodes.spare(),
                nodes.cores(),
                100 * nodes.utilisation(),
                nodes.memoryMib()));
    }

    private static void say(StringBuilder out, String about, String format, Object... figures) {
        out.append(String.format(Locale.ROOT, "%-18s", about))
                .append(String.format(Locale.ROOT, format, figures))
                .append("\n");
    }
}
