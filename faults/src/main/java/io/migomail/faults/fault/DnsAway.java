package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Trial;
import io.migomail.faults.Trial.Doors;
import io.migomail.faults.Trial.Setup;
import io.migomail.faults.load.OpenLoad;
import io.migomail.testkit.DnsZone;
import io.migomail.testkit.DnsZone.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** F15: half of the recipients' domains answer SERVFAIL, half not at all; then DNS is well again: nothing may bounce. */
record DnsAway() implements io.migomail.faults.fault.Fault {
    private static final int DOMAINS = 10;
    private static final String HOST = "mx." + Trial.DOMAIN;

    @Override
    public String name() {
        return "F15";
    }

    @Override
    public String title() {
        return "DNS answers SERVFAIL or nothing, then is well again";
    }

    @Override
    public Result run(Knobs knobs) throws IOException, InterruptedException {
        Duration away = knobs.pick(Duration.ofSeconds(20), Duration.ofMinutes(10));
        try (DnsZone zone = DnsZone.start().ttl(1)) {
            heal(zone);
            try (Trial trial = Trial.open(name(), knobs, setup(zone))) {
                OpenLoad load = trial.load(Doors.BOTH).start();
                load.await((int) (knobs.rate() * 3));
                for (int i = 0; i < DOMAINS; i++) {
                    zone.clear(domain(i)).fault(domain(i), i % 2 == 0 ? Fault.SERVFAIL : Fault.SILENT);
                }
                long since = trial.now();
                load.await(load.sent() + (int) (knobs.rate() * 5));
                load.end();
                load.join();
                while (trial.now() - since < away.toNanos()) {
                    LockSupport.parkNanos(away.toNanos() - (trial.now() - since));
                }
                heal(zone);
                return trial.judge()
                        .within(knobs.pick(Duration.ofMinutes(4), Duration.ofMinutes(40)))
                        .note("DNS was away for", away.toSeconds() + " s")
                        .result();
            }
        }
    }

    private static Setup setup(DnsZone zone) {
        Setup usual = Setup.usual();
        return new Setup(
                usual.thinks(),
                usual.whims(),
                Map.of(
                        "MIGO_DELIVERY", "internet",
                        "MIGO_DNS", zone.address().toString(),
                        "MIGO_SMTP_OUT_PORT", "{mx0}",
                        "MIGO_ALLOW_PRIVATE_MX", "true"));
    }

    private static void heal(DnsZone zone) {
        zone.clear(HOST).a(HOST, "127.0.0.1");
        for (int i = 0; i < DOMAINS; i++) {
            zone.clear(domain(i)).mx(domain(i), 10, HOST);
        }
    }

    private static String domain(int i) {
        return "d" + i + "." + Trial.DOMAIN;
    }
}
