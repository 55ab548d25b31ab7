package io.migomail.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.door.DoorCommand;
import io.migomail.bench.egress.EgressCommand;
import io.migomail.bench.mx.MeasuringMx;
import io.migomail.bench.report.ReportText;
import io.migomail.bench.report.RunReport;
import io.migomail.bench.scale.ScaleCommand;
import io.migomail.bench.sizing.SizingCommand;
import io.migomail.bench.store.StoreCommand;
import io.migomail.bench.system.Access;
import io.migomail.bench.system.PostfixPeer;
import io.migomail.bench.system.PrivateStack;
import io.migomail.bench.system.Way;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program behind {@code ./migomail bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            DoorCommand.class,
            EgressCommand.class,
            ScaleCommand.class,
            SizingCommand.class,
            StoreCommand.class
        },
        description = "Offers an open-loop load and measures until the receiving MX's 250.")
public final class BenchMain implements Callable<Integer> {
    @Mixin
    LoadOptions load = new LoadOptions();

    @Mixin
    TargetOptions target = new TargetOptions();

    @Option(names = "--json", description = "print one line of JSON instead of text")
    boolean json;

    private final TimeSource time = TimeSource.SYSTEM;

    private BenchMain() {}

    /** Exit status: 0 all arrived, 1 mail was lost, events came late or nothing could be measured, 2 wrong usage. */
    public static void main(String[] args) {
        // Libraries may want to log; nothing here listens, and that is not worth a warning.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        CommandLine line = new CommandLine(new BenchMain());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(TargetOptions.Peer.class, BenchMain::peer);
        line.setExecutionExceptionHandler((e, command, result) -> complain(e));
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        load.check();
        List<RunReport> reports = new ArrayList<>();
        try (MeasuringMx mx = MeasuringMx.start(HostPort.parse(target.mxListen), time)) {
            Measurement measurement = new Measurement(mx, load, time);
            reports.add(product(measurement, mx));
            if (target.peer != null) {
                peer(measurement, mx).ifPresent(reports::add);
            }
        }
        print(reports);
        return reports.stream().allMatch(RunReport::sound) ? 0 : 1;
    }

    private RunReport product(Measurement measurement, MeasuringMx mx) throws IOException, InterruptedException {
        if (target.running()) {
            Access access = target.access(load.protocol);
            return measurement.of(access.target(load.protocol, target.pids(), load.templateAlias()));
        }
        say("starting a private stack");
        Path home = Path.of(System.getProperty("migomail.home", "")).toAbsolutePath();
        try (Way way = target.site ? Way.site(mx.port(), load.domains) : Way.route(mx.port());
                PrivateStack stack = PrivateStack.start(home, way.settings())) {
            say("measuring");
            return measurement.of(stack.access().target(load.protocol, List.of(stack.pid()), load.templateAlias()));
        }
    }

    private Optional<RunReport> peer(Measurement measurement, MeasuringMx mx) throws IOException, InterruptedException {
        Optional<String> missing = PostfixPeer.missing();
        if (missing.isPresent()) {
            say("peer skipped: " + missing.get());
            return Optional.empty();
        }
        say("measuring the peer");
        try (PostfixPeer peer = PostfixPeer.start(mx.port(), "bench.example", time)) {
            return Optional.of(measurement.of(peer.target("shop@bench.example")));
        }
    }

    private void print(List<RunReport> reports) throws IOException {
        if (json) {
            System.out.println(new ObjectMapper().writeValueAsString(Map.of("runs", reports)));
        } else {
            reports.forEach(report -> System.out.print(ReportText.of(report)));
        }
    }

    private static TargetOptions.Peer peer(String name) {
        if (name.equals("postfix-opendkim")) {
            return TargetOptions.Peer.POSTFIX_OPENDKIM;
        }
        throw new CommandLine.TypeConversionException("the only peer is postfix-opendkim");
    }

    private static int complain(Exception e) {
        System.err.println("bench: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        return e instanceof IllegalArgumentException ? 2 : 1;
    }

    private static void say(String what) {
        System.err.println("bench: " + what);
    }
}
