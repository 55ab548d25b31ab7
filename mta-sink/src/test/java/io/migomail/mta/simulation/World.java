package io.migomail.mta.simulation;

import io.migomail.core.Ids;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Outcome;
import io.migomail.mta.simulation.Scenario.Crash;
import io.migomail.mta.simulation.Scenario.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that outlives a process: the logs, the hosts of the world, the checkpoints, time; and the process that lives
 * now. One thread.
 */
final class World {
    final Scenario scenario;
    final Timeline time;
    final Dice dice;
    final Journal journal;
    final Checker checker;
    final Map<String, Site> sites = new HashMap<>();
    final Map<String, Mx> hosts = new HashMap<>();
    final Map<String, Fate> fates = new LinkedHashMap<>();
    private final Map<String, Scenario.Span> suppressed = new HashMap<>();
    /** The log of accepted mail, as it has been written so far. */
    final List<Fate> accepted = new ArrayList<>();

    final List<Long> crashes = new ArrayList<>();
    final CancelLog cancels = new CancelLog();
    private final List<Process.Snapshot> checkpoints = new ArrayList<>();
    private Process process;
    private int life = 1;

    World(Scenario scenario, Timeline time, Dice dice, Fakes fakes) {
        this.scenario = scenario;
        this.time = time;
        this.dice = dice;
        journal = fakes.journal(scenario.gait().partitions(), time);
        checker = new Checker(this);
        for (Site site : scenario.sites()) {
            sites.put(site.name(), site);
            hosts.put(site.name(), new Mx(site, dice.split()));
        }
        scenario.suppressed().forEach(one -> suppressed.put(one.arrival().id(), one.span()));
        checkpoints.add(Process.Snapshot.nothing(journal.partitions()));
        process = new Process(this, life, checkpoints.get(0), fakes);
    }

    /** Puts on the timeline what the scenario says. */
    void open() {
        for (Scenario.Arrival arrival : scenario.arrivals()) {
            Fate fate = new Fate(arrival);
            fates.put(fate.id(), fate);
            time.at(arrival.at(), () -> {
                accepted.add(fate);
                process.sourceGrew();
            });
        }
        scenario.cancels().forEach(cancel -> time.at(cancel.at(), () -> request(cancel.arrival())));
        scenario.crashes().forEach(crash -> time.at(crash.at(), () -> crash(crash)));
        process.start(0);
    }

    private void request(Scenario.Arrival arrival) {
        time.say(() -> arrival.id() + " is to be canceled");
        appended(CancelRecord.newBuilder()
                .setMessageId(Ids.messageOf(arrival.id()))
                .setAccountId(arrival.account().id())
                .setEnvironment(Routing.ENVIRONMENT)
                .setRecipients(1)
                .setAt(time.now())
                .setExpiresAt(arrival.at() + arrival.life())
                .build());
    }

    /** A record is in the log of cancels. */
    void appended(CancelRecord cancel) {
        checker.wishes().appended(cancels.append(cancel), cancel);
    }

    /** Whether the recipient of a delivery is not to be written to now. */
    boolean suppressed(String id) {
        return suppressedAt(id, time.now());
    }

    /** Whether that was so at an instant. */
    boolean suppressedAt(String id, long instant) {
        return suppressed.getOrDefault(id, Scenario.Span.NONE).covers(instant);
    }

    /** The process that lives. */
    Process process() {
        return process;
    }

    boolean active() {
        return time.now() < scenario.activeUntil();
    }

    /** A checkpoint is complete. */
    void completed(Process.Snapshot checkpoint) {
        checkpoints.add(checkpoint);
        if (checkpoints.size() > 3) {
            checkpoints.remove(0);
        }
    }

    void crash(Crash crash) {
        time.say(() -> "crash " + crash);
        crashes.add(time.now());
        process.die(crash.zombie());
        if (crash.olderCheckpoint() && checkpoints.size() > 1) {
            checkpoints.remove(checkpoints.size() - 1);
        }
        Process.Snapshot from = checkpoints.get(checkpoints.size() - 1);
        process = new Process(this, ++life, from, process.fakes());
        process.start(crash.downtime());
    }

    /** A record is in the journal. */
    void appended(Outcome outcome, Fate.Try from, Journal.Place place, int writer) {
        boolean late = writer < life && process.marked(place.partition());
        checker.appended(outcome, from, place, writer, late);
    }
}
