package io.migomail.faults;

import io.migomail.bench.load.Schedule;
import io.migomail.bench.system.Access;
import io.migomail.core.TimeSource;
import io.migomail.faults.check.ClientEntry;
import io.migomail.faults.check.ClientJournal;
import io.migomail.faults.check.Fact;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.OutcomeLog;
import io.migomail.faults.load.AnyNode;
import io.migomail.faults.load.Door;
import io.migomail.faults.load.FaultMails;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.load.RestDoor;
import io.migomail.faults.load.SmtpDoor;
import io.migomail.faults.mx.ReceivingMx;
import io.migomail.faults.mx.Whims;
import io.migomail.faults.system.Api;
import io.migomail.faults.system.Hooks;
import io.migomail.faults.system.OutcomeTopic;
import io.migomail.faults.system.SystemUnderTest;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * One fault with one seed: a system, the MX it delivers to, a webhook's subscriber, and the client's journal, all of its
 * own. Used by one thread; {@link #close} ends everything and removes the folder.
 */
public final class Trial implements AutoCloseable {
    /** Where recipients are. */
    public static final String DOMAIN = "faults.example";

    private static final int LONGEST_SECONDS = 900;
    private static final Duration OPEN = Duration.ofSeconds(30);

    private final String fault;
    private final Knobs knobs;
    private final TimeSource time = TimeSource.SYSTEM;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Hooks hooks;
    private final ReceivingMx mx;
    private final SystemUnderTest system;
    private final ClientJournal journal;
    private String log = "";

    /** Ways into the system. */
    public enum Doors {
        REST,
        SMTP,
        /** Every fourth message over SMTP. */
        BOTH
    }

    /**
     * What is started.
     *
     * @param thinks how long the MX takes from the final dot to its reply
     * @param settings of the system; {@code {mx0}} and so on stand for the ports of the MX
     */
    public record Setup(Duration thinks, Whims whims, Map<String, String> settings) {
        /** Leads the ten domains of {@link FaultMails} to the providers in turn, and all else to the first. */
        public static final String ROUTES = routes();

        /** An MX that takes everything after 50 ms: 32 connections to each of its providers do 600 a second. */
        public static Setup usual() {
            return new Setup(Duration.ofMillis(50), Whims.NONE, Map.of("MIGO_ROUTES", ROUTES));
        }

        private static String routes() {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < FaultMails.DOMAINS; i++) {
                out.append("d%d.%s=127.0.0.1:{mx%d},".formatted(i, DOMAIN, i % ReceivingMx.PROVIDERS));
            }
            return out.append("*=127.0.0.1:{mx0}").toString();
        }

        private static String filled(String setting, List<Integer> ports) {
            String out = setting;
            for (int i = 0; i < ports.size(); i++) {
                out = out.replace("{mx" + i + "}", ports.get(i).toString());
            }
            return out;
        }
    }

    private Trial(String fault, Knobs knobs, Setup setup) throws IOException, InterruptedException {
        this.fault = fault;
        this.knobs = knobs;
        try {
            Scratch scratch = part(Scratch.open("faults-" + fault.toLowerCase(Locale.ROOT)));
            hooks = part(new Hooks());
            ReceivingMx.Habits habits = new ReceivingMx.Habits(setup.thinks(), setup.whims(), time);
            mx = part(ReceivingMx.start(habits, scratch.folder().resolve("mx.tsv")));
            journal = part(ClientJournal.open(scratch.folder().resolve("client.tsv")));
            Map<String, String> settings = new HashMap<>();
            setup.settings().forEach((name, value) -> settings.put(name, Setup.filled(value, mx.ports())));
            settings.put("MIGO_ALLOW_PRIVATE_WEBHOOKS", "true");
            system = part(knobs.target().start(scratch, knobs.home(), settings));
            subscribe(hooks);
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns when every ingress node knows of the webhook: only mail that a node takes from then on is told of for sure. */
    private void subscribe(Hooks hooks) throws IOException, InterruptedException {
        Api.Reply taken = api().post("/v1/webhooks", hooks.subscription());
        if (taken.status() != 201) {
            throw new IOException("the webhook was not taken: " + taken);
        }
        String webhook = "/v1/webhooks/" + taken.body().path("id").asText();
        long end = now() + OPEN.toNanos();
        for (Access node : system.nodes()) {
            Api at = new Api(node);
            while (at.get(webhook).status() != 200) {
                if (now() > end) {
                    throw new IOException("an ingress node does not know of the webhook after " + OPEN);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /** Starts all of it. */
    public static Trial open(String fault, Knobs knobs, Setup setup) throws IOException, InterruptedException {
        return new Trial(fault, knobs, setup);
    }

    /** The system under test. */
    public SystemUnderTest system() {
        return system;
    }

    /** Its API. */
    public Api api() {
        return new Api(system.access());
    }

    /** The MX at the end of the way. */
    public ReceivingMx mx() {
        return mx;
    }

    /** What the client knows. */
    public ClientJournal journal() {
        return journal;
    }

    /** The webhook's subscriber. */
    public Hooks hooks() {
        return hooks;
    }

    /** Monotonic nanoseconds. */
    public long now() {
        return time.monotonicNanos();
    }

    /** The clock of the harness. */
    public TimeSource time() {
        return time;
    }

    /** Messages of a run by that name. */
    public FaultMails mails(String run, String domain) {
        String from = system.access().from();
        return new FaultMails(run + "s" + knobs.seed(), from, domain, knobs.seed());
    }

    /** A load that rises to the rate over the warm-up that was asked for, if any; ends when all of it has been delivered. */
    public void warmUp(Doors doors) throws IOException, InterruptedException {
        if (knobs.warmup() > 0) {
            OpenLoad load = load(doors, Schedule.rising(knobs.rate(), knobs.warmup()), "warm", DOMAIN)
                    .start();
            load.join();
            load.finish(0);
            judge().settle(knobs.bound());
        }
    }

    /** A load at the rate, Poisson arrivals by the seed; it goes on until it is told to end. */
    public OpenLoad load(Doors doors) throws IOException {
        int count = (int) Math.ceil(knobs.rate() * LONGEST_SECONDS);
        return load(doors, Schedule.poisson(knobs.rate(), count, knobs.seed()), "run", DOMAIN);
    }

    /** A load by that schedule to recipients below that domain. */
    public OpenLoad load(Doors doors, Schedule schedule, String run, String domain) throws IOException {
        return load(doors, schedule, mails(run, domain));
    }

    /** A load of those messages by that schedule. */
    public OpenLoad load(Doors doors, Schedule schedule, FaultMails mails) throws IOException {
        return new OpenLoad(schedule, mails, doors(doors), journal, time);
    }

    /** Waits until the MX has transactions open, so that a fault strikes into them; in vain for at most 30 s. */
    public void awaitOpen() {
        long end = now() + OPEN.toNanos();
        while (mx.open() == 0 && now() < end) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** Lets so much time pass: how long a fault lasts is part of it. */
    public void pause(Duration length) {
        long end = now() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - now()) {
            LockSupport.parkNanos(left);
        }
    }

    /** PACE's journal; the system may be over after it. */
    OutcomeLog outcomeLog() throws IOException {
        return OutcomeTopic.read(log(), time);
    }

    /** What PACE's journal makes events of; the system may be over after it. */
    List<Fact> facts() throws IOException {
        return OutcomeTopic.facts(log());
    }

    /** Asked for once: where the system is one process, it ends for it. */
    private String log() throws IOException {
        if (log.isEmpty()) {
            log = system.log();
        }
        return log;
    }

    /** Waits until the event store has what clients, MX and webhook know of, and takes nothing more, or the bound has passed. */
    public void awaitEvents(Duration longest) throws IOException, InterruptedException {
        new Books(this).settle(longest);
    }

    /** Judges what became of all messages, once everything had the time to come to its end. */
    public Judgement judge() {
        return new Judgement(this, fault, knobs);
    }

    /** What the client was told, in one line. */
    String fates() {
        Map<Fate, Integer> counts = new HashMap<>();
        for (ClientEntry entry : journal.entries()) {
            counts.merge(entry.fate(), 1, Integer::sum);
        }
        Map<Integer, Long> codes = journal.entries().stream()
                .filter(entry -> entry.fate() == Fate.REJECTED)
                .collect(Collectors.groupingBy(ClientEntry::code, TreeMap::new, Collectors.counting()));
        return "accepted %d, refused %d %s, unknown %d"
                .formatted(
                        counts.getOrDefault(Fate.OK, 0),
                        counts.getOrDefault(Fate.REJECTED, 0),
                        codes,
                        counts.getOrDefault(Fate.UNKNOWN, 0));
    }

    private IntFunction<Door> doors(Doors doors) throws IOException {
        if (doors == Doors.REST) {
            Door rest = part(rest());
            return n -> rest;
        }
        Door smtp = part(smtp());
        if (doors == Doors.SMTP) {
            return n -> smtp;
        }
        Door rest = part(rest());
        return n -> n % 4 == 2 ? smtp : rest;
    }

    private Door rest() {
        return new AnyNode(system.nodes().stream().<Door>map(RestDoor::new).toList());
    }

    private Door smtp() throws IOException {
        List<Door> nodes = new ArrayList<>();
        for (Access node : system.nodes()) {
            nodes.add(new SmtpDoor(node));
        }
        return new AnyNode(nodes);
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    @Override
    public void close() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) { // AutoCloseable's edge: the others must still be closed
                System.err.println("faults: " + parts.get(i) + " did not close: " + e);
            }
        }
    }
}
