package io.migomail.bench.report;

import java.util.Locale;

/** A report for people: a few lines a system. Stateless. */
public final class ReportText {
    private static final String ROW = "  %-34s %9.1f %9.1f %9.1f %9.1f   n=%d%n";

    private ReportText() {}

    /** Lines with line ends. */
    public static String of(RunReport report) {
        StringBuilder out = new StringBuilder();
        line(out, "%n%s%n", report.system());
        line(out, "  %-34s %9s %9s %9s %9s%n", "ms", "p50", "p95", "p99", "max");
        part(out, "warm", report.warm());
        report.stages().forEach((name, spread) -> row(out, "warm, stage " + name, spread));
        part(out, "cold", report.cold());
        cost(out, "warm", report.warm());
        cost(out, "cold", report.cold());
        RunReport.Memory memory = report.memory();
        line(out, "  memory, peak RSS: %d MiB, event store %d MiB%n", memory.peakMib(), memory.storePeakMib());
        line(
                out,
                "  lost %d, duplicates %d, strays %d, errors %s%n",
                report.lost(),
                report.duplicates(),
                report.strays(),
                report.errors());
        FloodReport.Seen flood = report.flood();
        if (flood.offered() > 0) {
            line(out, "  flood: %d offered, %d accepted, %d lost%n", flood.offered(), flood.accepted(), flood.lost());
        }
        return out.toString();
    }

    private static void part(StringBuilder out, String name, Part part) {
        if (part.messages() > 0) {
            row(out, name + ", due to MX's 250", part.latency());
            row(out, name + ", due to answer", part.accept());
        }
    }

    private static void row(StringBuilder out, String name, Spread s) {
        line(out, ROW, name, s.p50(), s.p95(), s.p99(), s.max(), s.count());
    }

    private static void cost(StringBuilder out, String name, Part part) {
        if (part.messages() > 0) {
            line(
                    out,
                    "  %s: %d of %d delivered, %.1f msg/s, CPU %.2f ms/msg, event store %.2f ms/msg%n",
                    name,
                    part.delivered(),
                    part.messages(),
                    part.throughput(),
                    part.cpuMs(),
                    part.storeCpuMs());
        }
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }
}
