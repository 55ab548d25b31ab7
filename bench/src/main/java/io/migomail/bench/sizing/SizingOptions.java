package io.migomail.bench.sizing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked for. Filled in by the command line, then read only. */
final class SizingOptions {
    private static final double KIBIBYTE = 1024;
    private static final int LONGEST_SECONDS = 600;

    @Option(names = "--rate", description = "messages a second at the peak (default: ${DEFAULT-VALUE})")
    double rate = 10_000;

    @Option(names = "--size", description = "octets of the HTML body (default: ${DEFAULT-VALUE})")
    int size = 20_480;

    @Option(names = "--template", description = "the one-time password template instead")
    boolean template;

    @Option(names = "--critical", description = "part of the messages in class critical (default: ${DEFAULT-VALUE})")
    double critical = 0.3;

    @Option(
            names = "--high",
            description = "part of them in class high; the rest is normal (default: ${DEFAULT-VALUE})")
    double high = 0.3;

    @Option(names = "--recipients", description = "of a message, on average (default: ${DEFAULT-VALUE})")
    double recipients = 1;

    @Option(
            names = "--pools",
            description =
                    "accounts and streams, each with a pool of its own, among which mail is divided; 0 = as many as"
                            + " destinations' limits ask for (default: ${DEFAULT-VALUE})")
    int pools;

    @Option(
            names = "--largest",
            description = "part of all mail that one pool has; 0 = all alike (default: ${DEFAULT-VALUE})")
    double largest;

    @Option(names = "--reply", description = "ms that a mail host takes for a reply (default: ${DEFAULT-VALUE})")
    double reply = 40;

    @Option(
            names = "--utilisation",
            description = "part of the cores that the peak may take (default: ${DEFAULT-VALUE})")
    double utilisation = Choice.USUAL.utilisation();

    @Option(
            names = "--cores",
            description = "of an ingress node, a broker, a ClickHouse server (default: ${DEFAULT-VALUE})")
    int cores = Choice.USUAL.cores();

    @Option(names = "--tm-cores", description = "of a TaskManager, which has as many slots (default: ${DEFAULT-VALUE})")
    int taskManagerCores = Choice.USUAL.taskManagerCores();

    @Option(names = "--per-cell", description = "TaskManagers of a cell at most (default: ${DEFAULT-VALUE})")
    int perCell = Choice.USUAL.perCell();

    @Option(names = "--replication", description = "of topics (default: ${DEFAULT-VALUE})")
    int replication = Choice.USUAL.replication();

    @Option(names = "--log-days", description = "that topics keep (default: ${DEFAULT-VALUE})")
    int logDays = Choice.USUAL.days().log();

    @Option(names = "--store-days", description = "that events are kept (default: ${DEFAULT-VALUE})")
    int storeDays = Choice.USUAL.days().store();

    @Option(names = "--content-days", description = "that contents are kept (default: ${DEFAULT-VALUE})")
    int contentDays = Choice.USUAL.days().content();

    @Option(names = "--seconds", description = "of simulated load (default: ${DEFAULT-VALUE})")
    int seconds = 60;

    @Option(names = "--seed", description = "of the simulation (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(names = "--limit", description = "ms that the p99 of critical may take (default: ${DEFAULT-VALUE})")
    int limit = 1_000;

    @Option(names = "--costs", description = "a table of costs of your own, in the form of costs.tsv of this build")
    @Nullable
    Path costs;

    /** @throws IllegalArgumentException where a number makes no sense */
    void check() {
        if (size < 0 || limit < 1 || seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "sizes and limits are positive, and at most " + LONGEST_SECONDS + " seconds are simulated");
        }
    }

    Demand demand() {
        Body body = template ? Body.ofTemplate() : Body.html(size / KIBIBYTE);
        return new Demand(rate, body, critical, high, recipients, pools, largest, reply);
    }

    Choice choice() {
        return new Choice(
                utilisation,
                cores,
                taskManagerCores,
                perCell,
                replication,
                new Choice.Days(logDays, storeDays, contentDays));
    }
}
