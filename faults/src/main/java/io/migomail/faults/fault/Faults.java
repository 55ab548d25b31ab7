package io.migomail.faults.fault;

import io.migomail.faults.Trial.Doors;
import io.migomail.faults.fault.CutUnderLoad.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults by name, in the order in which they are run. */
public final class Faults {
    private static final Side KAFKA = Side.all("broker");
    private static final Map<String, Fault> ALL = new LinkedHashMap<>();

    static {
        add(new KillUnderLoad("K1", "kill -9 of everything in mid burst, restart on the same data", "all", Doors.BOTH));
        add(new KillUnderLoad("F1", "kill -9 of the REST ingress in mid burst", "ingress", Doors.REST));
        add(new KillUnderLoad("F2", "kill -9 of the SMTP ingress in mid burst", "ingress", Doors.SMTP));
        add(new KillUnderLoad(
                "F3", "kill -9 of the broker that leads, or the only one, restarted", "kafka", Doors.BOTH));
        add(new StopUnderLoad("F4", "SIGSTOP of the broker, SIGCONT later", "kafka", 12, 45));
        add(new NetworkCut());
        add(new CutUnderLoad(
                "F5-INGRESS", "no packet passes between ingress and Kafka", Side.all("ingress"), KAFKA, 12, 60));
        add(new CutUnderLoad(
                "F5-JOBS", "no packet passes between Flink and Kafka", Side.all("jm", "tm"), KAFKA, 12, 60));
        add(new KafkaDiskFull());
        add(new MajorityDown());
        add(new KillUnderLoad("F8", "kill -9 of a TaskManager in mid delivery", "taskmanager", Doors.BOTH));
        add(new BacklogOfOutage());
        add(new KillUnderLoad("F9", "kill -9 of the JobManager", "jobmanager", Doors.BOTH));
        add(new StopUnderLoad("F10", "SIGSTOP of a TaskManager past the heartbeat, SIGCONT", "taskmanager", 10, 20));
        add(new CutUnderLoad(
                "F10-CUT",
                "no packet passes between a TaskManager and the JobManager",
                Side.victim("taskmanager"),
                Side.victim("jobmanager"),
                10,
                20));
        add(new CheckpointsAway());
        add(new DamagedCheckpoint());
        add(new Rescale());
        add(new Upgrade(false, false));
        add(new Upgrade(true, false));
        add(new Upgrade(true, true));
        add(new MisbehavingMx());
        add(new DnsAway());
        add(new Poison());
        add(new Blackhole());
        add(new ClockSteps());
        add(new EventStoreAway());
        add(new BadSubscribers());
        add(new OneKeyManyPosts());
        add(new RollingRestart());
        add(new PartitionsAdded());
        add(new Soak());
        add(new OldCheckpoint());
    }

    private Faults() {}

    /** All of them. */
    public static List<Fault> all() {
        return List.copyOf(ALL.values());
    }

    /** The fault of that name, in any case; null where there is none. */
    public static @Nullable Fault named(String name) {
        return ALL.get(name.toUpperCase(Locale.ROOT));
    }

    private static void add(Fault fault) {
        ALL.put(fault.name(), fault);
    }
}
