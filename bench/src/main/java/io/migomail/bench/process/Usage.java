package io.migomail.bench.process;

/**
 * What a process tree has used up to an instant, and holds at it; the event store's processes are counted apart.
 *
 * @param cpuMillis CPU time, without the event store's
 * @param rssBytes resident memory, without the event store's; pages that processes share count once for each
 */
public record Usage(long cpuMillis, long storeCpuMillis, long rssBytes, long storeRssBytes) {
    /** Nothing at all. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /** The sum of two. */
    public Usage plus(Usage other) {
        return new Usage(
                cpuMillis + other.cpuMillis,
                storeCpuMillis + other.storeCpuMillis,
                rssBytes + other.rssBytes,
                storeRssBytes + other.storeRssBytes);
    }
}
