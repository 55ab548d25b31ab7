package io.migomail.standalone.cluster;

import java.util.Locale;

/** How many processes of each kind. Every profile has ZooKeeper, ClickHouse, the built-in MX and two ingress nodes too. */
public enum Profile {
    /** Fits 2 cores: one broker, one JobManager, two TaskManagers of which either can carry both jobs. */
    SMALL(1, 1, 2, 384),
    /** Three brokers, a JobManager and its standby, three TaskManagers of which two can carry both jobs. */
    FULL(3, 2, 3, 512);

    /** Ingress nodes of every profile. */
    static final int INGRESS = 2;

    private final int brokers;
    private final int jobManagers;
    private final int taskManagers;
    private final int heapMebibytes;

    Profile(int brokers, int jobManagers, int taskManagers, int heapMebibytes) {
        this.brokers = brokers;
        this.jobManagers = jobManagers;
        this.taskManagers = taskManagers;
        this.heapMebibytes = heapMebibytes;
    }

    /** @throws IllegalArgumentException with the words that are right */
    public static Profile of(String word) {
        for (Profile profile : values()) {
            if (profile.word().equals(word)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("the profile must be small or full, not '" + word + "'");
    }

    /** As on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int brokers() {
        return brokers;
    }

    int jobManagers() {
        return jobManagers;
    }

    /** How many where nothing else is said. */
    int taskManagers() {
        return taskManagers;
    }

    /** Heap of a TaskManager. */
    int heapMebibytes() {
        return heapMebibytes;
    }
}
