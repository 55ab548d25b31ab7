package io.migomail.mta.simulation;

import io.migomail.core.OutcomeKind;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.engine.ScriptedAttempt;
import io.migomail.mta.engine.Talk;
import io.migomail.mta.simulation.Scenario.Crash;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The sink of one life: attempts against scripted hosts, outcomes into the journal, no new mail while that is slow. */
final class EngineStub implements ScriptedAttempt.Surroundings {
    private static final long UNACKNOWLEDGED = 500;

    private final World world;
    private final int life;
    private final Producer producer;
    private final Dice dice;
    private final Map<Attempt, Fate.Try> tries = new IdentityHashMap<>();
    private final Map<Outcome, Long> unacknowledged = new LinkedHashMap<>();
    private boolean stopped;
    private boolean dead;

    EngineStub(World world, int life, Producer producer) {
        this.world = world;
        this.life = life;
        this.producer = producer;
        dice = world.dice;
    }

    void submit(Attempt attempt, Delivery delivery, Fate.Try made) {
        tries.put(attempt, made);
        if (world.active() && dice.oneIn(400)) {
            // Nobody works on it and nothing will be told: PACE must take it as lost.
            made.ended = world.time.now();
            made.fate.free = world.time.now() + Checker.LOST_AFTER + 10_000;
            world.time.say(() -> made + " vanishes");
            return;
        }
        new ScriptedAttempt(this, attempt, delivery).start();
    }

    /** Starts nothing more, and dies after so many milliseconds. */
    void die(int zombie) {
        stopped = true;
        if (zombie == 0) {
            end();
        } else {
            world.time.in(zombie, this::end);
        }
    }

    private void end() {
        dead = true;
        producer.die();
    }

    @Override
    public TimeSource time() {
        return world.time;
    }

    @Override
    public RandomGenerator random() {
        return dice.random();
    }

    @Override
    public void in(long millis, Runnable action) {
        world.time.in(millis, action);
    }

    @Override
    public boolean alive() {
        return !dead;
    }

    @Override
    public boolean mayStart() {
        var oldest = unacknowledged.values().iterator();
        return !stopped && (!oldest.hasNext() || world.time.now() - oldest.next() <= UNACKNOWLEDGED);
    }

    @Override
    public Talk talk(Attempt attempt, Delivery delivery, String host) {
        Fate.Try made = tries.get(attempt);
        Mx mx = world.hosts.get(delivery.getRoute().getGroup());
        made.hosts.add(host);
        return mx.talk(made.fate, host, attempt.egressIp(), world.time.now());
    }

    @Override
    public void kept(Attempt attempt) {
        world.time.say(() -> tries.get(attempt) + " kept by its host");
        world.checker.kept(tries.get(attempt), attempt.egressIp());
    }

    @Override
    public void uncertain(Attempt attempt) {
        tries.get(attempt).uncertain = true;
    }

    @Override
    public boolean takenAllTheSame() {
        return dice.oneIn(2);
    }

    @Override
    public void told(Attempt attempt, Outcome outcome) {
        Fate.Try made = tries.get(attempt);
        if (!outcome.getKind().equals(OutcomeKind.DISPATCHED.word())) {
            made.ended = world.time.now();
            world.checker.judgement().told(made, outcome);
        }
        unacknowledged.put(outcome, world.time.now());
        boolean unheard = world.active() && dice.oneIn(800);
        producer.send(
                attempt.paceKey(),
                new Producer.Request(
                        outcome,
                        place -> world.appended(outcome, made, place, life),
                        () -> acknowledged(outcome, unheard)));
    }

    private void acknowledged(Outcome outcome, boolean unheard) {
        unacknowledged.remove(outcome);
        if (unheard && !stopped) {
            world.time.say(() -> "the acknowledgement of " + outcome.getDeliveryId() + " is lost");
            world.crash(new Crash(world.time.now(), false, 0, dice.between(100, 2_000)));
        }
    }
}
