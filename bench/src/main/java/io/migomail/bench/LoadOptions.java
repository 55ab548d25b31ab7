package io.migomail.bench;

import io.migomail.bench.load.Flood;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.Schedule;
import io.migomail.bench.system.Access.Protocol;
import io.migomail.core.TimeSource;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What load is offered. Filled in by the command line, then read only. */
final class LoadOptions {
    private static final int CLOSED_COUNT = 5000;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "messages a second; 0 = closed loop, as fast as the connections go")
    double rate;

    @Option(
            names = "--count",
            description = "messages, warm-up included; default: rate x (warm-up + duration), closed loop 5000")
    int count;

    @Option(names = "--duration", defaultValue = "60", description = "seconds after the warm-up")
    int duration;

    @Option(
            names = "--warmup",
            defaultValue = "90",
            description = "seconds at the same rate, reported apart as the cold part; 0 = everything is warm, as is a"
                    + " closed loop")
    int warmup;

    @Option(
            names = "--prime",
            defaultValue = "0",
            description = "seconds of load at --prime-rate before all of it, of which nothing is measured")
    int prime;

    @Option(names = "--prime-rate", defaultValue = "100", description = "messages a second of that")
    double primeRate;

    @Option(names = "--size", defaultValue = "20480", description = "octets of the HTML body")
    int size;

    @Option(names = "--template", description = "send the starter template " + Mails.TEMPLATE + " instead of HTML")
    boolean template;

    @Option(
            names = "--class",
            defaultValue = "",
            description = "critical, high or normal; default: the system's choice")
    String messageClass = "";

    @Option(names = "--flood", defaultValue = "0", description = "messages of class normal handed over before")
    int flood;

    @Option(names = "--flood-rate", defaultValue = "0", description = "messages of class normal a second, meanwhile")
    double floodRate;

    @Option(names = "--conns", defaultValue = "20", description = "connections of the sender")
    int conns;

    @Option(names = "--domains", defaultValue = "10", description = "recipient domains the load is spread over")
    int domains;

    @Option(names = "--protocol", defaultValue = "rest", description = "rest or smtp")
    Protocol protocol = Protocol.REST;

    @Option(names = "--poisson", description = "Poisson arrivals instead of even distances")
    boolean poisson;

    @Option(names = "--seed", defaultValue = "1", description = "of the Poisson arrivals")
    long seed;

    @Option(
            names = "--drain",
            defaultValue = "20",
            description = "seconds without an arrival after which what is missing counts as lost")
    int drain;

    @Option(
            names = "--visible",
            description =
                    "watch some messages of the warm part: how long after it happened an event can be read; 1 s at most")
    boolean visible;

    @Option(
            names = "--latencies",
            description =
                    "add a line for each message to this file: system, number, milliseconds due, milliseconds taken")
    @Nullable
    Path latencies;

    /** @throws IllegalArgumentException where a number makes no sense */
    void check() {
        if (flood < 0 || floodRate < 0) {
            throw new IllegalArgumentException("a flood cannot be negative");
        }
        if (prime < 0 || primeRate <= 0) {
            throw new IllegalArgumentException("a system is primed at a positive rate for a positive time");
        }
        if (rate < 0 || count < 0 || warmup < 0 || duration < 1 || conns < 1 || domains < 1 || drain < 1 || size < 0) {
            throw new IllegalArgumentException("rates, counts and times must be positive");
        }
    }

    /** Nanoseconds after the start from which what is due is measured as warm. */
    long warmAfter() {
        return rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(warmup);
    }

    Schedule primer() {
        return Schedule.even(primeRate, (int) (primeRate * prime));
    }

    Schedule schedule() {
        if (rate == 0) {
            return Schedule.closed(count > 0 ? count : CLOSED_COUNT);
        }
        int wanted = count > 0 ? count : (int) Math.ceil(rate * (warmup + duration));
        return poisson ? Schedule.poisson(rate, wanted, seed) : Schedule.even(rate, wanted);
    }

    Flood flood(TimeSource time) {
        int along = (int) Math.ceil(floodRate * (warmup + duration));
        Schedule schedule = along == 0 ? Schedule.closed(0) : Schedule.even(floodRate, along);
        return new Flood(flood, schedule, conns, time);
    }

    String templateAlias() {
        return template ? Mails.TEMPLATE : "";
    }
}
