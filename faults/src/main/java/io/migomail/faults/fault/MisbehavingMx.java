package io.migomail.faults.fault;

import io.migomail.core.TimeSource;
import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.BodyHash;
import io.migomail.faults.check.Fate;
import io.migomail.faults.load.FaultMail;
import io.migomail.faults.load.FaultMails;
import io.migomail.faults.load.OpenLoad;
import io.migomail.faults.load.RestDoor;
import io.migomail.faults.load.Told;
import io.migomail.testkit.mx.MxEntry;
import io.migomail.testkit.mx.MxHabits;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** F14: an MX that misbehaves by recipient, beside ordinary load to another; each recipient's outcome is known before. */
record MisbehavingMx() implements Fault {
    private static final int TRIES = 20;
    private static final String HERE = "scripted." + Trial.DOMAIN;
    /** 421 to the first connection, then as usual. */
    private static final String LATE = "late." + Trial.DOMAIN;
    /** TLS is offered and breaks, every time. */
    private static final String BROKEN_TLS = "tls." + Trial.DOMAIN;

    /** A mailbox, where it is, and how mail for it ends. */
    private record Case(String local, String domain, String ends, int repeats) {
        static Case delivered(String local) {
            return new Case(local, HERE, "delivered", 0);
        }

        static Case bounced(String local) {
            return new Case(local, HERE, "bounced", 0);
        }
    }

    private static final List<Case> CASES = List.of(
            Case.delivered("plain"),
            Case.delivered("dot-rst-x1"),
            Case.delivered("dot-250-rst"),
            // Kept, but never said: RFC 1047's gap. The second time is the MX's own doing.
            new Case("dot-taken-rst-x1", HERE, "delivered", 1),
            Case.delivered("content-rst-x1"),
            Case.delivered("rcpt-421-x1"),
            Case.delivered("data-421-x1"),
            Case.delivered("dot-421-x1"),
            Case.delivered("rcpt-451-4.3.0-x2"),
            Case.delivered("rcpt-close-x1"),
            Case.delivered("dot-slow4000"),
            Case.delivered("drip"),
            Case.delivered("greylist"),
            Case.delivered("greylist-5"),
            Case.bounced("rcpt-550-5.1.1"),
            Case.bounced("dot-554-5.6.0"),
            new Case("late", LATE, "delivered", 0),
            new Case("tls", BROKEN_TLS, "delivered", 0));

    @Override
    public String name() {
        return "F14";
    }

    @Override
    public String title() {
        return "an MX that resets, drips, puts off, refuses and breaks TLS, by recipient";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        MxHabits habits =
                new MxHabits(FaultMail.HEADER, true, false, false, true, Duration.ofMillis(50), TimeSource.SYSTEM);
        try (ScriptedMx scripted = ScriptedMx.start(habits)) {
            Map<String, String> settings = Map.of("MIGO_ROUTES", routes(scripted) + Setup.ROUTES);
            Setup usual = Setup.usual();
            try (Trial trial = Trial.open(name(), knobs, new Setup(usual.thinks(), usual.whims(), settings))) {
                OpenLoad load = trial.load(Doors.BOTH).start();
                Map<String, String> due = new HashMap<>();
                int repeats = 0;
                for (int round = 0; round < knobs.count(2, 20); round++) {
                    repeats += send(trial, round, due);
                }
                load.await((int) (knobs.rate() * knobs.pick(5, 20)));
                load.end();
                load.join();
                return trial.judge()
                        .alsoAt(() -> arrivals(scripted))
                        .expecting(due, repeats)
                        .note("misbehaviours", CASES.size() + " kinds, " + due.size() + " messages")
                        .result();
            }
        }
    }

    private static String routes(ScriptedMx scripted) {
        int late = scripted.open("127.0.0.1", 0)
                .on(Step.BANNER, "421 4.3.2 later", "220 mx.test ESMTP")
                .port();
        int broken = scripted.door("starttls-abort").port();
        return HERE + "=127.0.0.1:" + scripted.port() + "," + LATE + "=127.0.0.1:" + late + "," + BROKEN_TLS
                + "=127.0.0.1:" + broken + ",";
    }

    private static int send(Trial trial, int round, Map<String, String> due) {
        FaultMails mails = trial.mails("mx", Trial.DOMAIN);
        RestDoor door = new RestDoor(trial.system().access());
        int repeats = 0;
        for (int i = 0; i < CASES.size(); i++) {
            Case one = CASES.get(i);
            FaultMail plain = mails.of(20 * (round * CASES.size() + i));
            FaultMail mail = new FaultMail(
                    plain.id(),
                    plain.from(),
                    one.local() + "+" + plain.id() + "@" + one.domain(),
                    "key-" + plain.id(),
                    "critical",
                    plain.body());
            due.put(mail.id(), accepted(trial, door, mail) ? one.ends() : "accepted");
            repeats += one.repeats();
        }
        return repeats;
    }

    /** A busy machine may answer 503 now and then; the key makes it safe to try again. */
    private static boolean accepted(Trial trial, RestDoor door, FaultMail mail) {
        Fate fate = Fate.UNKNOWN;
        for (int i = 0; i < TRIES && fate == Fate.UNKNOWN; i++) {
            trial.journal().sends(mail.id(), mail.recipient(), mail.key(), mail.hash());
            Told told = door.send(mail).join();
            trial.journal().told(mail.id(), told.fate(), told.messageId(), told.code());
            fate = told.fate();
        }
        return fate == Fate.OK;
    }

    private static List<Arrival> arrivals(ScriptedMx scripted) {
        return scripted.journal().entries().stream()
                .filter(entry -> !entry.id().isEmpty())
                .map(MisbehavingMx::arrival)
                .toList();
    }

    private static Arrival arrival(MxEntry entry) {
        String word = entry.reply().length() < 3 ? "0" : entry.reply().substring(0, 3);
        return new Arrival(
                entry.id(),
                entry.recipient(),
                entry.source(),
                BodyHash.ofMessage(entry.content()),
                0,
                0,
                entry.open(),
                Integer.parseInt(word),
                entry.accepted());
    }
}
