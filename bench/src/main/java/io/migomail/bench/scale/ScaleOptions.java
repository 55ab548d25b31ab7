package io.migomail.bench.scale;

import io.migomail.bench.load.Mails;
import picocli.CommandLine.Option;

/** What is measured. Filled in by the command line, then read only. */
final class ScaleOptions {
    @Option(
            names = "--cells",
            split = ",",
            defaultValue = "1,2,4",
            description = "delivery jobs, with a TaskManager each; one cluster after the other")
    int[] cells = {1, 2, 4};

    @Option(
            names = "--share",
            defaultValue = "0",
            description =
                    "part of a core that each TaskManager of a delivery job may use, as on a small machine of its own"
                            + " (Linux, root); 0 = all share all cores")
    double share;

    @Option(names = "--count", defaultValue = "6000", description = "messages a cell, as fast as they are taken")
    int count = 6_000;

    @Option(names = "--size", defaultValue = "20480", description = "octets of the HTML body")
    int size = 20_480;

    @Option(
            names = "--template",
            description = "send the starter template " + Mails.TEMPLATE
                    + " instead of HTML; of one cell, whose account has it")
    boolean template;

    @Option(names = "--conns", defaultValue = "24", description = "connections of the sender")
    int conns = 24;

    @Option(
            names = "--prime",
            defaultValue = "90",
            description = "seconds of load before, of which nothing is measured")
    int prime = 90;

    @Option(names = "--prime-rate", defaultValue = "60", description = "messages a second and cell of that")
    double primeRate = 60;

    @Option(
            names = "--idle",
            defaultValue = "10",
            description = "seconds without mail, of which the cost is told apart")
    int idle = 10;

    String templateAlias() {
        return template ? Mails.TEMPLATE : "";
    }

    /** @throws IllegalArgumentException where a number makes no sense */
    void check() {
        for (int count : cells) {
            if (count < 1 || count > 16) {
                throw new IllegalArgumentException("1 to 16 cells can be measured on one machine");
            }
        }
        if (template && !(cells.length == 1 && cells[0] == 1)) {
            throw new IllegalArgumentException("--template can be sent with --cells 1 only");
        }
        if (share < 0 || count < 1 || size < 0 || conns < 1 || prime < 0 || primeRate <= 0 || idle < 1) {
            throw new IllegalArgumentException("shares, counts and times must be positive");
        }
    }
}
