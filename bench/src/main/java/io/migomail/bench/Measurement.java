package io.migomail.bench;

import io.migomail.bench.load.Answer;
import io.migomail.bench.load.Flood;
import io.migomail.bench.load.Load;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.load.Sent;
import io.migomail.bench.mx.Arrivals;
import io.migomail.bench.mx.MeasuringMx;
import io.migomail.bench.process.ProcessTree;
import io.migomail.bench.process.Samples;
import io.migomail.bench.report.Account;
import io.migomail.bench.report.FloodReport;
import io.migomail.bench.report.RunReport;
import io.migomail.bench.report.Spread;
import io.migomail.bench.system.Target;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One load on one system: offers it, waits for the last arrival, and makes the report. Systems come one after another. */
final class Measurement {
    private static final Path PROC = Path.of("/proc");
    private static final Duration SAMPLE = Duration.ofMillis(250);
    private static final int STORIES = 200;

    private final MeasuringMx mx;
    private final LoadOptions options;
    private final TimeSource time;

    Measurement(MeasuringMx mx, LoadOptions options, TimeSource time) {
        this.mx = mx;
        this.options = options;
        this.time = time;
    }

    /** Blocks until the load is over and everything has arrived, or nothing more arrives. */
    RunReport of(Target target) throws IOException, InterruptedException {
        prime(target);
        String run = run();
        var schedule = options.schedule();
        Mails all = mails(run, target);
        Mails mails = all.as(options.messageClass, 0);
        Flood flood = options.flood(time);
        Arrivals arrivals = new Arrivals(run, schedule.count() + flood.count());
        mx.measure(arrivals);
        int straysBefore = mx.strays();
        Samples samples = Samples.start(new ProcessTree(PROC, target.pids()), arrivals::distinct, time, SAMPLE);
        flood.begin(target.clients(), all, schedule.count());
        Load load = new Load(schedule, () -> target.clients().apply(mails), options.conns, time);
        Visibility visibility = new Visibility(load.sent(), load.start() + options.warmAfter(), time);
        if (options.visible && target.stories() != null) {
            visibility.start(target.stories());
        }
        Sent sent = load.run();
        Spread visible = visibility.end();
        FloodReport floodReport = new FloodReport(schedule.count(), flood.end(), arrivals);
        arrivals.await(sent.accepted() + floodReport.accepted(), Duration.ofSeconds(options.drain), time);
        Account account = new Account(sent, arrivals, samples.finish(), load.start() + options.warmAfter());
        if (options.latencies != null) {
            account.write(target.name(), options.latencies);
        }
        int strays = mx.strays() - straysBefore;
        Map<String, Spread> stages = new LinkedHashMap<>(stages(target, account));
        if (visible.count() > 0) {
            stages.put(RunReport.VISIBLE, visible);
        }
        return account.report(target.name(), strays, stages, floodReport.seen());
    }

    /** A load that is only to be behind. */
    private void prime(Target target) throws InterruptedException {
        var schedule = options.primer();
        if (schedule.count() > 0) {
            String run = run();
            Mails mails = mails(run, target);
            Arrivals arrivals = new Arrivals(run, schedule.count());
            mx.measure(arrivals);
            Sent sent = new Load(schedule, () -> target.clients().apply(mails), options.conns, time).run();
            arrivals.await(sent.accepted(), Duration.ofSeconds(options.drain), time);
        }
    }

    private String run() {
        return "r" + Long.toHexString(time.monotonicNanos());
    }

    private Mails mails(String run, Target target) {
        return new Mails(new Mails.Plan(run, target.from(), options.domains, options.size, target.template()));
    }

    private Map<String, Spread> stages(Target target, Account account) throws IOException {
        if (target.stories() == null) {
            return Map.of();
        }
        List<String> ids = new ArrayList<>();
        List<Integer> warm = account.numbers(true);
        int step = Math.max(1, warm.size() / STORIES);
        for (int i = 0; i < warm.size(); i += step) {
            Answer answer = account.sent().answer(warm.get(i));
            if (answer != null && answer.accepted() && !answer.messageId().isEmpty()) {
                ids.add(answer.messageId());
            }
        }
        try (RestClient stories = target.stories().get()) {
            return new Stages(stories, time).of(ids);
        }
    }
}
