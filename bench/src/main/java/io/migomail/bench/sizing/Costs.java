package io.migomail.bench.sizing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a message costs wherever it comes by. Messages are requests to ingress, broker and the topic of accepted mail, and
 * deliveries, one a recipient, everywhere else.
 *
 * @param jobManager of which one runs for each job, and a second waits
 * @param keyedShare part of a delivery's CPU that is spent by the one task to which its pace key belongs
 * @param brokerHopMillis from the end of a request's work at the ingress to the start of it at the delivery job, without queues
 * @param brokerOctets a second that one broker writes at most, of all replicas together
 * @param store of the event store
 * @param request octets from a client
 * @param wire octets to a mail host
 * @param replies of a mail host for which a delivery on a warm connection waits, one after the other
 * @param variation standard deviation of a service time over its mean
 */
record Costs(
        ProcessCost ingress,
        ProcessCost delivery,
        ProcessCost accounting,
        ProcessCost broker,
        ProcessCost clickhouse,
        double jobManagerIdleMillis,
        double jobManagerMemoryMib,
        double keyedShare,
        double brokerHopMillis,
        double brokerOctets,
        List<LogCost> perMessage,
        List<LogCost> perDelivery,
        StoreCost store,
        Cost request,
        Cost wire,
        double replies,
        double variation,
        Checkpoints checkpoints) {
    private static final double MEBIBYTE = 1024 * 1024;
    private static final String TABLE = "costs.tsv";

    /** How often a delivery job takes a checkpoint, and between which two times a TaskManager stands still for it. */
    record Checkpoints(double everySeconds, double leastMillis, double mostMillis) {}

    /** The table of this build. */
    static Coefficients table() {
        return Coefficients.parse(Coefficients.lines(TABLE));
    }

    static Costs ofBuild() {
        return of(table());
    }

    /** A table of one's own, with the names and units of that of the build. */
    static Costs of(Path file) throws IOException {
        return of(Coefficients.parse(Files.readAllLines(file)));
    }

    /** @throws IllegalArgumentException where a figure is missing, in another unit, unknown or impossible */
    static Costs of(Coefficients table) {
        Costs costs = new Costs(
                ProcessCost.of(table, "ingress"),
                ProcessCost.of(table, "delivery"),
                ProcessCost.of(table, "accounting"),
                ProcessCost.of(table, "broker"),
                ProcessCost.of(table, "clickhouse"),
                table.take("jobmanager.idle", "ms/s"),
                table.take("jobmanager.memory", "MiB"),
                table.take("delivery.keyed", "part of 1"),
                table.take("broker.hop", "ms"),
                table.take("broker.written", "MiB/s") * MEBIBYTE,
                List.of(LogCost.of(table, "accepted")),
                List.of(LogCost.of(table, "outcomes"), LogCost.of(table, "events")),
                StoreCost.of(table),
                table.cost("request", "octets"),
                table.cost("wire", "octets"),
                table.take("wire.replies", "replies"),
                table.take("service.variation", "part of the mean"),
                new Checkpoints(
                        table.take("checkpoint.every", "s"),
                        table.take("checkpoint.least", "ms"),
                        table.take("checkpoint.most", "ms")));
        table.allTaken();
        if (costs.keyedShare > 1 || costs.checkpoints.leastMillis > costs.checkpoints.mostMillis) {
            throw new IllegalArgumentException(
                    "delivery.keyed is a part of 1, and checkpoint.least at most checkpoint.most");
        }
        if (costs.checkpoints.everySeconds <= 0 || costs.brokerOctets <= 0) {
            throw new IllegalArgumentException("checkpoint.every and broker.written are above 0");
        }
        return costs;
    }

    /** How long a delivery takes on its connection. */
    double attemptMillis(Demand demand) {
        return replies * demand.replyMillis();
    }
}
