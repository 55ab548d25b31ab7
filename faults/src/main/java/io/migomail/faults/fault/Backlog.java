package io.migomail.faults.fault;

import io.migomail.faults.Trial;
import io.migomail.faults.check.Fate;
import io.migomail.faults.load.FaultMail;
import io.migomail.faults.load.FaultMails;
import io.migomail.faults.load.RestDoor;
import io.migomail.faults.load.Told;
import io.migomail.faults.system.SilentPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Mail for a provider that accepts connections and never says a word: it waits until the trial ends, and is not judged. */
final class Backlog implements AutoCloseable {
    private static final String HOLE = "hole.example";
    /** Posts that are under way at a time. */
    private static final int WAVE = 50;

    private final SilentPort hole = SilentPort.open();

    Backlog() throws IOException {}

    /** What must stand before the other routes. */
    String routes() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            out.append("d%d.%s=127.0.0.1:%d,".formatted(i, HOLE, hole.port()));
        }
        return out.toString();
    }

    /** Connections into the hole so far. */
    int connections() {
        return hole.connections();
    }

    /** Sends so many messages; how many were accepted. @param octets of a body at least */
    int fill(Trial trial, int count, int octets) {
        FaultMails mails = trial.mails("hole", HOLE).larger(octets);
        RestDoor door = new RestDoor(trial.system().access());
        int accepted = 0;
        int next = 0;
        while (accepted < count && next < 2 * count) {
            List<CompletableFuture<Told>> wave = new ArrayList<>();
            for (int i = 0; i < WAVE && accepted + i < count; i++, next++) {
                FaultMail mail = mails.of(next - next % 20 + next % 19);
                wave.add(door.send(
                        new FaultMail(mail.id(), mail.from(), mail.recipient(), "", mail.messageClass(), mail.body())));
            }
            accepted += (int)
                    wave.stream().filter(post -> post.join().fate() == Fate.OK).count();
        }
        return accepted;
    }

    @Override
    public void close() throws IOException {
        hole.close();
    }
}
