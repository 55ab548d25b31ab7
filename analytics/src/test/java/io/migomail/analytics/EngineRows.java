package io.migomail.analytics;

/** Rows for tests of the engine itself. */
public final class EngineRows {
    private EngineRows() {}

    /** Writes this many events, which are acknowledged when it returns. */
    public static void write(ClickHouseAddress address, int rows) {
        Migrations.migrate(address);
        try (EventWriter writer = EventWriter.open(address)) {
            writer.write(SampleEvents.traffic(SampleEvents.APPLICATION, rows).subList(0, rows));
        }
    }

    /** How many events there are. */
    public static long count(ClickHouseAddress address) {
        try (EventStore store = EventStore.open(address)) {
            return store.counts(SampleEvents.APPLICATION).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
