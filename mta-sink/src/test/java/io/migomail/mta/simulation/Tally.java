package io.migomail.mta.simulation;

/** How much was simulated, and how fast. */
final class Tally {
    private final long begun = System.nanoTime();
    private long runs;
    private long steps;
    private long deliveries;
    private long attempts;
    private long crashes;
    private long keptTwice;
    private long strayed;
    private long endedTwice;
    private long hours;

    void add(Simulation simulation) {
        World world = simulation.world();
        runs++;
        steps += world.time.steps();
        crashes += world.crashes.size();
        hours += (world.time.now() - Timeline.START) / 3_600_000;
        for (Fate fate : world.fates.values()) {
            deliveries++;
            attempts += fate.tries.size();
            keptTwice += fate.kept().size() > 1 ? 1 : 0;
            strayed += fate.strayed ? 1 : 0;
            endedTwice += fate.finals.size() > 1 ? 1 : 0;
        }
    }

    /** Since the first run began. */
    double minutes() {
        return (System.nanoTime() - begun) / 60e9;
    }

    @Override
    public String toString() {
        return String.format(
                "%d runs, %.0f a minute: %d deliveries, %d attempts, %d crashes, %d steps, %d virtual hours; %d kept twice,"
                        + " %d read again under another key, %d with two ends",
                runs, runs / minutes(), deliveries, attempts, crashes, steps, hours, keptTwice, strayed, endedTwice);
    }
}
