package io.migomail.bench.sizing;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./migomail bench sizing}: starts nothing and measures nothing. Figures go to standard output. */
@Command(
        name = "sizing",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "How many nodes, brokers and disks a load takes, by measured costs; and a simulation of it.")
public final class SizingCommand implements Callable<Integer> {
    private static final double MOST_IN_USE = 0.8;

    @Mixin
    SizingOptions options = new SizingOptions();

    private final PrintStream out;

    /** Figures go to standard output. */
    public SizingCommand() {
        this(System.out);
    }

    SizingCommand(PrintStream out) {
        this.out = out;
    }

    /** Exit status: 0 where the plan holds, 1 where it does not, 2 wrong usage. */
    @Override
    public Integer call() throws IOException {
        options.check();
        Costs costs = options.costs == null ? Costs.ofBuild() : Costs.of(options.costs);
        Mix mix = Mix.ofProviders();
        Plan plan = Plan.of(costs, mix, options.demand(), options.choice());
        out.print(PlanText.of(plan));
        Outcome outcome = Simulation.run(costs, mix, plan, options.seconds, options.seed);
        out.print(outcome.text());
        boolean soon = outcome.criticalP99() <= options.limit;
        boolean room = outcome.busiest() <= MOST_IN_USE;
        out.printf(
                Locale.ROOT,
                "critical p99 %.0f ms, limit %d: %s; busiest process %.0f%%, limit %.0f%%: %s; the plan %s%n",
                outcome.criticalP99(),
                options.limit,
                soon ? "kept" : "missed",
                100 * outcome.busiest(),
                100 * MOST_IN_USE,
                room ? "kept" : "missed",
                soon && room && plan.holds() ? "holds" : "does not hold");
        return soon && room && plan.holds() ? 0 : 1;
    }
}
