package io.migomail.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.faults.fault.Fault;
import io.migomail.faults.fault.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program behind {@code ./migomail faults}. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a system under load, injects faults, and checks what became of every message.")
public final class FaultsMain implements Callable<Integer> {
    @Parameters(paramLabel = "FAULT", arity = "0..*", description = "which; default: K1; --list shows them")
    List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "list the faults and exit")
    boolean list;

    @Option(names = "--seeds", defaultValue = "1", description = "how many seeds each fault is tried with")
    int seeds;

    @Option(names = "--seed", defaultValue = "1", description = "the first of them")
    long seed;

    @Option(names = "--rate", defaultValue = "60", description = "messages a second")
    double rate;

    @Option(names = "--count", description = "messages of F24, waiting messages of F17, keys of F21")
    int count;

    @Option(names = "--target", defaultValue = "one", description = "one (default) process, or a cluster of them")
    String target = "one";

    @Option(names = "--profile", defaultValue = "small", description = "of a cluster: small (default) or full")
    String profile = "small";

    @Option(names = "--backlog", description = "20 KB messages that wait while something is killed; default 0")
    int backlog;

    @Option(
            names = "--warmup",
            description = "seconds over which a load rises to the rate before that of a kill or of F17; default 0")
    int warmup;

    @Option(names = "--away", description = "seconds that the event store of F19 is away; default 600, short 12")
    int away;

    @Option(names = "--from", description = "checkout of an older build, built, with which UPGRADE and ROLLBACK begin")
    @Nullable
    Path from;

    @Option(names = "--short", description = "smaller numbers, the same checks")
    boolean brief;

    @Option(names = "--json", description = "print one line of JSON instead of text")
    boolean json;

    private FaultsMain() {}

    /** Exit status: 0 every verdict passed, 1 one did not or a fault could not be tried, 2 wrong usage. */
    public static void main(String[] args) {
        // Libraries may want to log; nothing here listens, and that is not worth a warning.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new FaultsMain())
                .setExecutionExceptionHandler((e, line, result) -> complain(e))
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            Faults.all().forEach(fault -> System.out.printf("%-10s %s %s%n", fault.name(), fault.title(), fault.on()));
            return 0;
        }
        List<Result> results = new ArrayList<>();
        for (Fault fault : wanted()) {
            for (long s = seed; s < seed + seeds; s++) {
                results.add(run(fault, s));
            }
        }
        if (json) {
            System.out.println(new ObjectMapper().writeValueAsString(Map.of("results", results)));
        }
        return results.stream().allMatch(Result::passed) ? 0 : 1;
    }

    private Result run(Fault fault, long s) throws IOException, InterruptedException {
        System.err.println("faults: " + fault.name() + ", seed " + s + ": " + fault.title());
        Path home = Path.of(System.getProperty("migomail.home", "")).toAbsolutePath();
        Result result = fault.run(
                new Knobs(home, from, s, rate, brief, count, Target.of(target, profile), backlog, warmup, away));
        if (!json) {
            System.out.print(ResultText.of(result));
        }
        return result;
    }

    private List<Fault> wanted() {
        if (seeds < 1 || rate <= 0 || count < 0 || backlog < 0 || warmup < 0 || away < 0) {
            throw new IllegalArgumentException(
                    "seeds and rate must be positive, count, backlog, warmup and away not negative");
        }
        List<Fault> out = new ArrayList<>();
        for (String name : names.isEmpty() ? List.of("K1") : names) {
            Fault fault = Faults.named(name);
            if (fault == null) {
                throw new IllegalArgumentException("there is no fault " + name + "; --list shows all");
            }
            Target on = Target.of(target, profile);
            if (!fault.on().contains(on)) {
                throw new IllegalArgumentException(
                        fault.name() + " cannot be tried on target " + on.word() + ", only on " + fault.on());
            }
            out.add(fault);
        }
        return out;
    }

    private static int complain(Exception e) {
        System.err.println("faults: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        return e instanceof IllegalArgumentException ? 2 : 1;
    }
}
