package io.migomail.bench.sizing;

import io.migomail.core.MessageClass;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Servers with one queue: what has begun is finished, then the most urgent class goes first, and within it who came first. Work of
 * a lane is served one at a time, as by the one thread of a task. One thread.
 */
final class Station {
    /** Of work that any server may take at any time. */
    static final int NO_LANE = -1;

    private static final int CLASSES = MessageClass.values().length;

    private final Calendar calendar;
    private final int servers;
    private final int reserved;
    private final Lane free = new Lane(false);
    private final Lane[] lanes;
    private long arrived;
    private int serving;
    private int waiting;
    private int longest;
    private double worked;
    private double pausedUntil;

    private record Job(long number, double service, Runnable done) {}

    /** What waits, by class; queues are made when something does. */
    private static final class Lane {
        private final boolean serial;
        private final @Nullable Queue<Job>[] queues;
        private boolean busy;

        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know no type arguments
        Lane(boolean serial) {
            this.serial = serial;
            this.queues = (Queue<Job>[]) new Queue[CLASSES];
        }

        void add(int rank, Job job) {
            Queue<Job> queue = queues[rank];
            if (queue == null) {
                queue = new ArrayDeque<>();
                queues[rank] = queue;
            }
            queue.add(job);
        }

        @Nullable
        Job first(int rank) {
            Queue<Job> queue = queues[rank];
            return busy || queue == null ? null : queue.peek();
        }

        void begin(int rank) {
            Queue<Job> queue = queues[rank];
            if (queue != null) {
                queue.remove();
            }
            busy = serial;
        }
    }

    /** @param reserved servers that only critical work may take */
    Station(Calendar calendar, int servers, int reserved, int lanes) {
        this.calendar = calendar;
        this.servers = servers;
        this.reserved = reserved;
        this.lanes = new Lane[lanes];
        for (int i = 0; i < lanes; i++) {
            this.lanes[i] = new Lane(true);
        }
    }

    Station(Calendar calendar, int servers) {
        this(calendar, servers, 0, 0);
    }

    /** Work of a class comes in; {@code done} is run when it is served. Times are in milliseconds. */
    void submit(MessageClass messageClass, int lane, double service, Runnable done) {
        (lane == NO_LANE ? free : lanes[lane]).add(messageClass.rank(), new Job(arrived++, service, done));
        waiting++;
        serve();
        longest = Math.max(longest, waiting);
    }

    /** Until then nothing new begins. */
    void pause(double millis) {
        pausedUntil = Math.max(pausedUntil, calendar.now() + millis);
        calendar.after(millis, this::serve);
    }

    private void serve() {
        while (serving < servers && waiting > 0 && calendar.now() >= pausedUntil && serveNext()) {
            waiting--;
        }
    }

    private boolean serveNext() {
        for (int rank = 0; rank < CLASSES; rank++) {
            if (rank > 0 && serving >= servers - reserved) {
                return false;
            }
            Lane oldest = oldest(rank);
            if (oldest != null) {
                begin(oldest, rank);
                return true;
            }
        }
        return false;
    }

    @Nullable
    private Lane oldest(int rank) {
        @Nullable Lane oldest = null;
        long number = Long.MAX_VALUE;
        for (int i = NO_LANE; i < lanes.length; i++) {
            Lane lane = i == NO_LANE ? free : lanes[i];
            Job first = lane.first(rank);
            if (first != null && first.number() < number) {
                oldest = lane;
                number = first.number();
            }
        }
        return oldest;
    }

    private void begin(Lane lane, int rank) {
        Job job = lane.first(rank);
        if (job == null) {
            throw new IllegalStateException("nothing waits there");
        }
        lane.begin(rank);
        serving++;
        worked += job.service();
        calendar.after(job.service(), () -> {
            serving--;
            lane.busy = false;
            job.done().run();
            serve();
        });
    }

    /** Milliseconds of service that were begun until now, of all servers together. */
    double worked() {
        return worked;
    }

    int servers() {
        return servers;
    }

    /** The most that ever waited at one time. */
    int longest() {
        return longest;
    }
}
