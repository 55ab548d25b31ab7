package io.migomail.bench.load;

import io.migomail.core.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mail of class {@code normal} that is in the way of the mail that is measured: some that waits before the measurement
 * begins, some that comes along with it. {@link #begin} is called once, {@link #end} after it.
 */
public final class Flood {
    private static final String CLASS = "normal";

    private final Schedule waiting;
    private final Schedule along;
    private final int connections;
    private final TimeSource time;
    private final List<Sent> sent = new ArrayList<>();
    private @Nullable Thread running;

    /**
     * A flood.
     *
     * @param waiting messages handed over before the measurement, as fast as the connections go
     * @param along schedule of those that come during it
     * @param connections of the sender, for each of the two
     */
    public Flood(int waiting, Schedule along, int connections, TimeSource time) {
        this.waiting = Schedule.closed(waiting);
        this.along = along;
        this.connections = connections;
        this.time = time;
    }

    /** Messages in all. */
    public int count() {
        return waiting.count() + along.count();
    }

    /** Hands over what is to wait, and begins with what comes along. Numbers begin at {@code first}. */
    public void begin(Function<Mails, Client> clients, Mails mails, int first) throws InterruptedException {
        sent.add(load(waiting, () -> clients.apply(mails.as(CLASS, first))).run());
        Load more = load(along, () -> clients.apply(mails.as(CLASS, first + waiting.count())));
        Thread thread = new Thread(() -> run(more), "bench-flood");
        thread.setDaemon(true);
        running = thread;
        thread.start();
    }

    private Load load(Schedule schedule, Supplier<Client> clients) {
        return new Load(schedule, clients, schedule.count() == 0 ? 0 : connections, time);
    }

    private void run(Load load) {
        try {
            Sent result = load.run();
            synchronized (sent) {
                sent.add(result);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all was offered; what was answered to it, in the order of its numbers. */
    public List<Sent> end() throws InterruptedException {
        if (running != null) {
            running.join();
        }
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }
}
