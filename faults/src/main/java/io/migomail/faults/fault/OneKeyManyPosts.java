package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Strike;
import io.migomail.faults.check.Verdict;
import io.migomail.faults.load.FaultMail;
import io.migomail.faults.load.RestDoor;
import io.migomail.faults.load.Told;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** F21: many parallel posts with one idempotency key, and again after a kill and a restart, are one message. */
record OneKeyManyPosts() implements Fault {
    private static final int POSTS = 50;

    @Override
    public String name() {
        return "F21";
    }

    @Override
    public String title() {
        return "50 parallel posts with one idempotency key; again after kill -9 and restart";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        Set<String> ids = new TreeSet<>();
        try (Trial trial = Trial.open(name(), knobs, Setup.usual())) {
            List<FaultMail> mails = IntStream.range(0, knobs.count(3, 20))
                    .map(n -> 2 * n + 1)
                    .filter(n -> n % 20 != 19)
                    .mapToObj(trial.mails("run", Trial.DOMAIN)::of)
                    .toList();
            for (FaultMail mail : mails) {
                ids.addAll(race(trial, mail));
            }
            long from = trial.now();
            trial.system().kill("all");
            long to = trial.now();
            trial.system().start("all");
            Strike strike = new Strike(from, to);
            for (FaultMail mail : mails) {
                ids.addAll(race(trial, mail));
            }
            long others = refusedOtherBodies(trial, mails);
            return trial.judge()
                    .strike(strike)
                    .and(Verdict.that(
                            "ONE ID A KEY",
                            ids.size() == mails.size(),
                            ids.size() + " ids for " + mails.size() + " keys"))
                    .and(Verdict.that(
                            "ANOTHER BODY IS REFUSED",
                            others == mails.size(),
                            others + " of " + mails.size() + " were answered 409"))
                    .note("posts", 2 * POSTS * mails.size() + " with " + mails.size() + " keys, half after a restart")
                    .result();
        }
    }

    private static Set<String> race(Trial trial, FaultMail mail) {
        RestDoor door = new RestDoor(trial.system().access());
        List<CompletableFuture<Told>> posts = IntStream.range(0, POSTS)
                .mapToObj(i -> {
                    trial.journal().sends(mail.id(), mail.recipient(), mail.key(), mail.hash());
                    return door.send(mail);
                })
                .toList();
        Set<String> ids = new TreeSet<>();
        for (CompletableFuture<Told> post : posts) {
            Told told = post.join();
            trial.journal().told(mail.id(), told.fate(), told.messageId(), told.code());
            if (told.fate() == Fate.OK) {
                ids.add(told.messageId());
            }
        }
        return ids;
    }

    private static long refusedOtherBodies(Trial trial, List<FaultMail> mails) {
        RestDoor door = new RestDoor(trial.system().access());
        return mails.stream()
                .map(mail -> new FaultMail(
                        mail.id(), mail.from(), mail.recipient(), mail.key(), mail.messageClass(), "another body"))
                .map(mail -> door.send(mail).join())
                .filter(told -> told.code() == 409)
                .count();
    }
}
