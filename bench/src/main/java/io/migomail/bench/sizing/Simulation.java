package io.migomail.bench.sizing;

import io.migomail.core.MessageClass;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Tries a plan: messages come at random and go by queues from the ingress to the mail hosts' replies, each delivery by the one
 * task to which its destination group and pool belong. Spare processes do nothing. The same seed gives the same outcome. One
 * thread.
 */
final class Simulation {
    private static final double MILLIS = 1000;

    private final Costs costs;
    private final Mix mix;
    private final Plan plan;
    private final Placement placement;
    private final double end;
    private final SplittableRandom random;
    private final Draw gaps;
    private final Draw services;
    private final Calendar calendar = new Calendar();
    private final Latencies latencies = new Latencies();
    private final Map<Long, Station> connections = new HashMap<>();
    private final Stage ingress;
    private final Stage brokers;
    private final Stage delivery;
    private final Stage accounting;
    private final Stage store;
    private int waitingForHosts;

    private Simulation(Costs costs, Mix mix, Plan plan, double seconds, long seed) {
        this.costs = costs;
        this.mix = mix;
        this.plan = plan;
        this.placement = Placement.of(plan.pools(), plan.largest(), plan.cells());
        this.end = seconds * MILLIS;
        this.random = new SplittableRandom(seed);
        this.gaps = Draw.exponential(random);
        this.services = Draw.lognormal(random, costs.variation());
        this.ingress = stage(plan.ingress(), 0);
        this.brokers = stage(plan.log().brokers(), 0);
        this.delivery = stage(plan.delivery(), plan.delivery().cores());
        this.accounting = stage(plan.accounting(), 0);
        this.store = stage(plan.store(), 0);
    }

    /** So many seconds of load on empty queues, and then to the end of what was under way. */
    static Outcome run(Costs costs, Mix mix, Plan plan, double seconds, long seed) {
        return new Simulation(costs, mix, plan, seconds, seed).run();
    }

    private Stage stage(Nodes nodes, int lanes) {
        return new Stage(nodes.count(), () -> new Station(calendar, nodes.cores(), 0, lanes));
    }

    private Outcome run() {
        Map<String, Stage> stages = new LinkedHashMap<>();
        stages.put("ingress", ingress);
        stages.put("Kafka brokers", brokers);
        stages.put("delivery TaskManagers", delivery);
        stages.put("accounting TaskManagers", accounting);
        stages.put("ClickHouse shards", store);
        calendar.after(end, () -> stages.values().forEach(stage -> stage.close(end)));
        arriveNext();
        checkpoints();
        calendar.run();
        Map<String, Outcome.Use> uses = new LinkedHashMap<>();
        stages.forEach((name, stage) -> uses.put(name, stage.use()));
        return new Outcome(latencies.spreads(), uses, waitingForHosts, end / MILLIS);
    }

    private void arriveNext() {
        double gap = gaps.of(MILLIS / plan.demand().perSecond());
        if (calendar.now() + gap < end) {
            calendar.after(gap, () -> {
                arrive();
                arriveNext();
            });
        }
    }

    /** The ingress takes who comes first, whatever its class. */
    private void arrive() {
        Message message =
                new Message(calendar.now(), plan.demand().classAt(random.nextDouble()), pool(random.nextDouble()));
        ingress.next()
                .submit(
                        MessageClass.CRITICAL,
                        Station.NO_LANE,
                        services.of(costs.ingress().cpuMillis().of(plan.demand().body())),
                        () -> write(message));
    }

    private record Message(double at, MessageClass messageClass, int pool) {}

    /** The largest pool first, the others alike. */
    private int pool(double point) {
        double largest = plan.largest();
        if (point < largest || plan.pools() == 1) {
            return 0;
        }
        return 1 + Math.min((int) ((point - largest) / (1 - largest) * (plan.pools() - 1)), plan.pools() - 2);
    }

    /** It is written when the last replica has it: a leader first, then its followers at the same time. */
    private void write(Message message) {
        int leader = random.nextInt(brokers.count());
        int followers = plan.choice().replication() - 1;
        replicate(
                leader,
                followers == 0
                        ? () -> hop(message)
                        : () -> {
                            int[] left = {followers};
                            for (int i = 1; i <= followers; i++) {
                                replicate((leader + i) % brokers.count(), () -> {
                                    if (--left[0] == 0) {
                                        hop(message);
                                    }
                                });
                            }
                        });
    }

    private void replicate(int broker, Runnable done) {
        brokers.at(broker)
                .submit(
                        MessageClass.CRITICAL,
                        Station.NO_LANE,
                        services.of(costs.broker().cpuMillis().of(plan.demand().body())),
                        done);
    }

    private void hop(Message message) {
        double fraction = plan.demand().recipients() % 1;
        int recipients = (int) plan.demand().recipients() + (random.nextDouble() < fraction ? 1 : 0);
        calendar.after(costs.brokerHopMillis(), () -> {
            for (int i = 0; i < recipients; i++) {
                render(message, mix.at(random.nextDouble()));
            }
        });
    }

    /** On any TaskManager of the pool's cell. */
    private void render(Message message, int destination) {
        int first = placement.cell(message.pool()) * plan.perCell();
        int by = first + random.nextInt(plan.perCell());
        delivery.at(by)
                .submit(
                        message.messageClass(),
                        Station.NO_LANE,
                        share(1 - costs.keyedShare()),
                        () -> pace(message, destination));
    }

    private double share(double part) {
        return services.of(part * costs.delivery().cpuMillis().of(plan.demand().body()));
    }

    /** By the task of the key. */
    private void pace(Message message, int destination) {
        long key = (long) message.pool() * (mix.named().size() + mix.others()) + destination;
        int task = (int) Math.floorMod(spread(key), (long) plan.parallelism());
        int by = placement.cell(message.pool()) * plan.perCell()
                + task / plan.delivery().cores();
        delivery.at(by)
                .submit(
                        message.messageClass(),
                        task % plan.delivery().cores(),
                        share(costs.keyedShare()),
                        () -> send(message, key, destination));
    }

    /** Bits that have nothing to do with those of the neighbours: the finalizer of MurmurHash3. */
    private static long spread(long key) {
        long bits = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
        bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return bits ^ (bits >>> 33);
    }

    private void send(Message message, long key, int destination) {
        Destination to = mix.of(destination);
        Station station =
                connections.computeIfAbsent(key, k -> new Station(calendar, to.connections(), to.reserved(), 0));
        double service = services.of(costs.attemptMillis(plan.demand()));
        station.submit(message.messageClass(), Station.NO_LANE, service, () -> delivered(message));
        waitingForHosts = Math.max(waitingForHosts, station.longest());
    }

    private void delivered(Message message) {
        latencies.add(message.messageClass(), calendar.now() - message.at());
        Body body = plan.demand().body();
        accounting
                .next()
                .submit(
                        message.messageClass(),
                        Station.NO_LANE,
                        services.of(costs.accounting().cpuMillis().of(body)),
                        () -> store.next()
                                .submit(
                                        message.messageClass(),
                                        Station.NO_LANE,
                                        services.of(
                                                costs.clickhouse().cpuMillis().of(body)),
                                        () -> {}));
    }

    /** Each cell at its own time, its TaskManagers at once and each as long as it takes. */
    private void checkpoints() {
        double every = costs.checkpoints().everySeconds() * MILLIS;
        for (int cell = 0; cell < plan.cells(); cell++) {
            int first = cell * plan.perCell();
            calendar.after(random.nextDouble() * every, () -> checkpoint(first, every));
        }
    }

    private void checkpoint(int first, double every) {
        Costs.Checkpoints pauses = costs.checkpoints();
        for (int i = first; i < first + plan.perCell(); i++) {
            delivery.at(i)
                    .pause(pauses.leastMillis() + random.nextDouble() * (pauses.mostMillis() - pauses.leastMillis()));
        }
        if (calendar.now() + every < end) {
            calendar.after(every, () -> checkpoint(first, every));
        }
    }
}
