package io.migomail.faults.fault;

import io.migomail.core.MessageClass;
import io.migomail.core.Topics;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.OpenLoad;
import io.migomail.testkit.DnsZone;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/**
 * F23: the topics of accepted mail get more partitions while more is sent than a provider takes. How fast that provider
 * is served must not show it, and what lies in the new partitions must leave too.
 */
record PartitionsAdded() implements Fault {
    private static final int DOMAINS = 10;
    /** By its MX hosts a provider with 10 messages a second and a burst of 5 (shaping.tsv, yahoo-japan). */
    private static final String HOST = "mx1.mail.yahoo.co.jp";

    private static final int PER_SECOND = 10;
    private static final int BURST = 5;

    @Override
    public String name() {
        return "F23";
    }

    @Override
    public String title() {
        return "Kafka partitions added; pacing per minute";
    }

    @Override
    public Set<Target> on() {
        return EnumSet.of(Target.SMALL, Target.FULL);
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        Duration window = Duration.ofSeconds(knobs.pick(20, 60));
        int stage = (int) (2 * PER_SECOND * window.toSeconds() / 2);
        try (DnsZone zone = DnsZone.start()) {
            zone.a(HOST, "127.0.0.1");
            for (int i = 0; i < DOMAINS; i++) {
                zone.mx("d" + i + "." + Trial.DOMAIN, 10, HOST);
            }
            try (Trial trial = Trial.open(name(), knobs.at(2 * PER_SECOND), setup(zone))) {
                OpenLoad load = trial.load(Doors.REST).start();
                load.await(stage);
                add(trial.system().log());
                load.finish(2 * stage);
                trial.judge().settle(Duration.ofMinutes(10));
                long most = most(trial.mx().arrivals(), window.toNanos());
                double due = PER_SECOND * window.toSeconds() + BURST;
                return trial.judge()
                        .during(load)
                        .and(Verdict.that(
                                "PACE KEPT",
                                most <= 1.05 * due,
                                most + " transactions in " + window.toSeconds() + " s, due are " + due))
                        .note("most transactions in " + window.toSeconds() + " s", most + ", due are at most " + due)
                        .result();
            }
        }
    }

    private static Setup setup(DnsZone zone) {
        Setup usual = Setup.usual();
        Map<String, String> settings = new HashMap<>();
        settings.put("MIGO_DELIVERY", "internet");
        settings.put("MIGO_DNS", zone.address().toString());
        settings.put("MIGO_SMTP_OUT_PORT", "{mx0}");
        settings.put("MIGO_ALLOW_PRIVATE_MX", "true");
        return new Setup(Duration.ofMillis(10), usual.whims(), settings);
    }

    private static void add(String bootstrap) throws IOException, InterruptedException {
        Map<String, NewPartitions> more = new HashMap<>();
        for (MessageClass each : MessageClass.values()) {
            Topics.Topic topic = Topics.accepted(each);
            more.put(topic.name(), NewPartitions.increaseTo(2 * topic.partitions()));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createPartitions(more).all().get();
        } catch (ExecutionException e) {
            throw new IOException("no partitions were added", e.getCause());
        }
    }

    private static long most(List<Arrival> arrivals, long window) {
        long[] began = arrivals.stream().mapToLong(Arrival::began).sorted().toArray();
        long most = 0;
        for (int first = 0, next = 0; next < began.length; next++) {
            while (began[next] - began[first] > window) {
                first++;
            }
            most = Math.max(most, next - first + 1);
        }
        return most;
    }
}
