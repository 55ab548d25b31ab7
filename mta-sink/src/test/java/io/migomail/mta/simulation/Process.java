package io.migomail.mta.simulation;

import io.migomail.core.CancelVerdict;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Fence;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.pace.Destination;
import io.migomail.mta.pace.PaceTask;
import io.migomail.mta.simulation.Routing.Input;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One life of the system's process: reads the logs from where a checkpoint left them, has PACE and an engine, takes
 * checkpoints, dies. Marks the ends of the journal before it reads it (docs/adr/0012).
 */
final class Process implements PaceTask.Effects {
    /** What a checkpoint holds. */
    record Snapshot(PaceTask.Checkpoint pace, int accepted, List<Input> routing, int[] journal) {
        static Snapshot nothing(int partitions) {
            return new Snapshot(PaceTask.Checkpoint.empty(), 0, List.of(), new int[partitions]);
        }
    }

    private static final long SLOWEST_READER = 10_000;

    private final World world;
    private final Timeline time;
    private final Dice dice;
    private final Fakes fakes;
    private final int life;
    private final Snapshot from;
    private final EngineStub engine;
    private final Producer settles;
    private final Routing routing;
    private final Withdrawals withdrawals;
    private final int[] marks;
    private final int[] read;
    private final boolean[] polling;
    private int accepted;
    private boolean reading;
    private boolean checkpointing;
    private boolean dead;
    private boolean restoring;
    private long passed = -1;
    private long opened;
    private PaceTask task;

    Process(World world, int life, Snapshot from, Fakes fakes) {
        this.world = world;
        this.time = world.time;
        this.dice = world.dice;
        this.life = life;
        this.from = from;
        this.fakes = fakes;
        int delay = world.scenario.gait().ackDelay();
        engine = new EngineStub(world, life, new Producer(world.journal, time, dice, delay));
        settles = new Producer(world.journal, time, dice, delay);
        routing = new Routing(world, this, settles, life);
        withdrawals = new Withdrawals(world, this);
        marks = new int[world.journal.partitions()];
        Arrays.fill(marks, Integer.MAX_VALUE);
        read = from.journal().clone();
        polling = new boolean[read.length];
        accepted = from.accepted();
    }

    Fakes fakes() {
        return fakes;
    }

    int life() {
        return life;
    }

    int[] marks() {
        return marks;
    }

    /** Whether it has marked the end of a partition. */
    boolean marked(int partition) {
        return marks[partition] < Integer.MAX_VALUE;
    }

    boolean alive() {
        return !dead;
    }

    /** PACE; null until the marks are written. */
    PaceTask task() {
        return task;
    }

    /** Since when PACE may act; -1 = not yet. */
    long passed() {
        return passed;
    }

    /** When it had marked the journal. */
    long opened() {
        return opened;
    }

    void start(int downtime) {
        int last = 0;
        for (int partition = 0; partition < marks.length; partition++) {
            int there = partition;
            int delay = dice.between(1, 200);
            last = Math.max(last, delay);
            ifAlive(downtime + delay, () -> mark(there));
        }
        ifAlive(downtime + last + dice.between(0, 20), this::open);
    }

    private void mark(int partition) {
        Outcome mark = Outcome.newBuilder()
                .setKind(OutcomeKind.FENCE.word())
                .setFence(Fence.newBuilder().setLife(life).setPartition(partition))
                .build();
        marks[partition] = world.journal.append(partition, mark).offset();
    }

    private void open() {
        restoring = true;
        opened = time.now();
        withdrawals.open();
        PaceTask.Life mine = new PaceTask.Life(life, fakes.awaited(marks.length), opened);
        task = new PaceTask(
                from.pace(),
                mine,
                this::destination,
                this,
                routing::lookup,
                withdrawals,
                dice.split().random());
        restoring = false;
        for (int partition = 0; partition < read.length; partition++) {
            int there = partition;
            // Some partitions are read long after the others.
            long late = dice.oneIn(4) ? dice.spread(1, SLOWEST_READER) : 0;
            ifAlive(late, () -> {
                world.journal.reader(there, () -> poll(there));
                poll(there);
            });
        }
        from.routing().forEach(routing::route);
        sourceGrew();
        time.say(() -> "life " + life + " begins");
    }

    private Destination destination(PaceKey key) {
        var site = world.sites.get(key.group());
        var shaping = site == null ? Routing.UNRESOLVED : site.shaping();
        return new Destination(
                key,
                shaping,
                id -> world.scenario.accounts().stream()
                        .filter(account -> account.poolId().equals(id))
                        .map(account -> account.pool(time.now()))
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    void die(int zombie) {
        dead = true;
        engine.die(zombie);
        settles.die();
        withdrawals.die();
    }

    /** Does it then, if this process lives. */
    void ifAlive(long millis, Runnable step) {
        time.in(millis, () -> {
            if (!dead) {
                step.run();
            }
        });
    }

    private void poll(int partition) {
        if (!polling[partition] && read[partition] < world.journal.size(partition)) {
            polling[partition] = true;
            ifAlive(dice.between(0, world.scenario.gait().journalLag()), () -> {
                polling[partition] = false;
                for (int i = dice.between(1, 20); i > 0 && read[partition] < world.journal.size(partition); i--) {
                    journal(partition, read[partition]++);
                }
                poll(partition);
            });
        }
    }

    private void journal(int partition, int offset) {
        Outcome outcome = world.journal.get(partition, offset);
        if (outcome.getKind().equals(OutcomeKind.FENCE.word())) {
            task.mark(outcome, time.now());
            if (passed < 0 && task.emitting()) {
                passed = time.now();
                time.say(() -> "the journal is read");
                withdrawals.serve();
            }
        } else if (!outcome.getPaceKey().isEmpty() && fakes.reads(passed >= 0)) {
            read(outcome);
        }
    }

    /** The key that a delivery left learns that it left, and the other one gets it (docs/adr/0017). */
    private void read(Outcome outcome) {
        if (!outcome.hasMoved() || fakes.tellsWhatLeft()) {
            outcome(outcome.toBuilder().clearMoved().build());
        }
        if (outcome.hasMoved() && fakes.bringsWhatMoved()) {
            Delivery moved = outcome.getMoved();
            String to = new PaceKey(moved.getRoute().getGroup(), moved.getPoolId()).word();
            deliver(to, moved, world.fates.get(moved.getDeliveryId()));
        }
    }

    private void outcome(Outcome outcome) {
        String key = outcome.getPaceKey();
        var applied = world.checker.retries().before(task, key, outcome);
        time.say(() -> "PACE reads " + outcome.getKind() + " " + outcome.getDeliveryId() + "#" + outcome.getAttempt());
        world.checker.read(outcome);
        task.outcome(key, outcome, time.now());
        world.checker.retries().after(task, applied);
        touched();
    }

    /** The log of accepted mail has new records. */
    void sourceGrew() {
        if (task != null && !reading && accepted < world.accepted.size()) {
            reading = true;
            ifAlive(dice.between(0, world.scenario.gait().sourceLag()), () -> {
                reading = false;
                for (int i = dice.between(1, 30); i > 0 && accepted < world.accepted.size(); i--) {
                    routing.route(new Input(accepted, world.accepted.get(accepted)));
                    accepted++;
                }
                sourceGrew();
            });
        }
    }

    /** A delivery has its route. */
    void deliver(String key, Delivery delivery, Fate fate) {
        time.say(() -> fate.id() + " to " + key + ", attempts " + delivery.getAttempts());
        fate.free = Math.max(fate.free, time.now());
        world.checker.entered(fate, life);
        task.deliver(key, delivery, time.now());
        touched();
    }

    /** A queue is asked to cancel a delivery. */
    void cancel(String key, String id) {
        task.cancel(key, id, time.now());
        touched();
    }

    /** Something odd that must not matter. */
    void oddity() {
        if (task == null || task.keys().isEmpty() || dead) {
            return;
        }
        String key = dice.of(List.copyOf(task.keys()));
        int partition = dice.between(0, read.length - 1);
        switch (dice.between(0, 3)) {
            case 0 -> task.forget(key);
            case 1 -> task.wake(key, time.now());
            case 2 -> routing.again(dice);
            default -> {
                if (read[partition] > 0) {
                    Outcome old = world.journal.get(partition, dice.between(0, read[partition] - 1));
                    if (!old.getPaceKey().isEmpty()) {
                        read(old);
                    }
                }
            }
        }
        touched();
    }

    private void touched() {
        if (!checkpointing) {
            checkpointing = true;
            ifAlive(world.scenario.gait().checkpointEvery(), this::checkpoint);
        }
    }

    private void checkpoint() {
        checkpointing = false;
        settles.flush();
        withdrawals.flush();
        world.completed(new Snapshot(task.checkpoint(), accepted, routing.under(), read.clone()));
    }

    @Override
    public void emit(String key, Attempt attempt) {
        Delivery delivery = RecordCodec.DELIVERY.decode(attempt.delivery());
        Fate.Try made = world.checker.emitted(key, attempt, delivery, this);
        engine.submit(fakes.submitted(attempt), delivery, made);
    }

    @Override
    public void settle(Outcome outcome) {
        time.say(() -> outcome.getDeliveryId() + " " + outcome.getKind());
        world.checker.settled(outcome, this);
        settles.send(
                outcome.getPaceKey(),
                new Producer.Request(outcome, place -> world.appended(outcome, null, place, life), () -> {}));
    }

    @Override
    public void reroute(Outcome outcome) {
        time.say(() -> outcome.getDeliveryId() + " leaves " + outcome.getPaceKey());
        Moves.Move move = world.checker.moved(outcome, this);
        Consumer<Journal.Place> appended = place -> {
            move.place = place;
            world.appended(outcome, null, place, life);
        };
        settles.move(outcome.getPaceKey(), new Producer.Request(outcome, appended, () -> {}));
        if (world.active() && dice.oneIn(20)) {
            // Just then, with a state in which it has not left.
            int soon = dice.between(1, 2 * world.scenario.gait().ackDelay());
            ifAlive(soon, () -> world.crash(new Scenario.Crash(time.now(), false, 0, dice.between(100, 2_000))));
        }
    }

    @Override
    public String suppressed(Delivery delivery) {
        return fakes.tellsWhoIsSuppressed() && world.suppressed(delivery.getDeliveryId()) ? "manual" : "";
    }

    @Override
    public void decided(String deliveryId, CancelVerdict verdict) {
        world.checker.wishes().decided(world.fates.get(deliveryId), verdict, this);
        withdrawals.tell(deliveryId, verdict);
    }

    @Override
    public long now() {
        return time.now();
    }

    @Override
    public void timer(String key, long instant) {
        if (restoring && !fakes.keepsTimers()) {
            return;
        }
        ifAlive(Math.max(0, instant - time.now()) + dice.between(0, Checker.TIMER_LATE), () -> {
            task.fire(key, time.now());
            touched();
        });
    }
}
