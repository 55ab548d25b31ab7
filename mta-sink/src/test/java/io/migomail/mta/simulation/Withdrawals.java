package io.migomail.mta.simulation;

import io.migomail.control.pace.CancelBook;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Ids;
import io.migomail.core.record.CancelRecord;
import io.migomail.mta.pace.Cancels;
import io.migomail.mta.pace.PaceTask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One life's reader of what is to be canceled, and its writer of verdicts. */
final class Withdrawals implements Cancels {
    private static final int ROUND = 50;

    private final World world;
    private final Process process;
    private final CancelBook book = new CancelBook();
    private final List<String> unasked = new ArrayList<>();
    private final Line verdicts;
    private int read;
    private boolean reading;

    Withdrawals(World world, Process process) {
        this.world = world;
        this.process = process;
        verdicts = new Line(world.time, world.dice, world.scenario.gait().ackDelay());
    }

    /** Everything that is in the log is known when this returns; the rest comes as it is read. */
    void open() {
        while (read < world.cancels.size()) {
            apply();
        }
        book.undone(world.time.now()).forEach(this::ask);
        world.cancels.reader(this::poll);
    }

    private CancelRecord apply() {
        CancelRecord cancel = world.cancels.get(read);
        world.checker.wishes().seen(read++, cancel, process);
        if (process.task() != null || process.fakes().readsCancels()) {
            book.apply(cancel, world.time.now());
        }
        return cancel;
    }

    private void poll() {
        if (!reading && read < world.cancels.size()) {
            reading = true;
            process.ifAlive(world.dice.between(0, world.scenario.gait().sourceLag()), () -> {
                reading = false;
                CancelRecord cancel = apply();
                if (cancel.getVerdict().isEmpty()) {
                    ask(cancel);
                }
                poll();
            });
        }
    }

    private void ask(CancelRecord cancel) {
        unasked.add(Ids.delivery(cancel.getMessageId(), 0));
        serve();
    }

    /** Behind the fence each queue that has something is asked, each at an instant of its own. */
    void serve() {
        PaceTask task = process.task();
        if (task == null || !task.emitting()) {
            return;
        }
        for (String id : unasked) {
            for (String key : task.busy()) {
                process.ifAlive(world.dice.between(0, ROUND), () -> process.cancel(key, id));
            }
        }
        unasked.clear();
    }

    /** A verdict of PACE is on its way to the log. */
    void tell(String id, CancelVerdict verdict) {
        CancelRecord told = CancelRecord.newBuilder()
                .setMessageId(Ids.messageOf(id))
                .setDeliveryId(id)
                .setVerdict(verdict.word())
                .setAt(world.time.now())
                .build();
        verdicts.send(() -> world.appended(told));
    }

    void flush() {
        verdicts.flush();
    }

    void die() {
        verdicts.die();
    }

    @Override
    public @Nullable String wanted(String deliveryId) {
        return book.wanted(deliveryId);
    }

    @Override
    public boolean undecided(String deliveryId) {
        return book.undecided(deliveryId);
    }

    @Override
    public void decided(String deliveryId, CancelVerdict verdict) {
        book.decided(deliveryId, verdict);
    }
}
