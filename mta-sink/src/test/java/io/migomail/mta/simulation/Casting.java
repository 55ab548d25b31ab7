package io.migomail.mta.simulation;

import io.migomail.core.MessageClass;
import io.migomail.mta.Pool;
import io.migomail.mta.shaping.Shaping;
import io.migomail.mta.simulation.Scenario.Account;
import io.migomail.mta.simulation.Scenario.Arrival;
import io.migomail.mta.simulation.Scenario.Cancel;
import io.migomail.mta.simulation.Scenario.Crash;
import io.migomail.mta.simulation.Scenario.Domain;
import io.migomail.mta.simulation.Scenario.Mailbox;
import io.migomail.mta.simulation.Scenario.Mood;
import io.migomail.mta.simulation.Scenario.Site;
import io.migomail.mta.simulation.Scenario.Span;
import io.migomail.mta.simulation.Scenario.Spell;
import io.migomail.mta.simulation.Scenario.Stay;
import io.migomail.mta.simulation.Scenario.Suppressed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws a scenario from a seed: most are small and busy, some are long or large. */
final class Casting {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final List<Mood> BAD = List.of(Mood.values()).subList(1, Mood.values().length);

    private final Dice dice;
    private final long active;

    private Casting(Dice dice) {
        this.dice = dice;
        active = dice.spread(20 * SECOND, 20 * MINUTE);
    }

    static Scenario of(Dice dice) {
        return new Casting(dice).scenario();
    }

    private Scenario scenario() {
        List<Account> accounts = accounts();
        List<Site> sites = sites();
        List<Domain> domains = domains(sites);
        List<Arrival> arrivals = arrivals(accounts, domains);
        return new Scenario(
                accounts,
                sites,
                domains,
                arrivals,
                cancels(arrivals),
                suppressed(arrivals),
                crashes(),
                Timeline.START + active,
                new Scenario.Gait(
                        dice.between(1, 3),
                        (int) dice.spread(2, 800),
                        (int) dice.spread(2, 700),
                        (int) dice.spread(2, 500),
                        (int) dice.spread(300, 20_000),
                        !dice.oneIn(3)));
    }

    private Span span(long most) {
        long from = Timeline.START + dice.between(0, (int) active);
        return new Span(from, from + dice.spread(SECOND, most));
    }

    private List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            List<Pool.Address> addresses = new ArrayList<>();
            int size = dice.between(1, 3);
            for (int j = 0; j < size; j++) {
                addresses.add(new Pool.Address("192.0.2." + (10 * i + j), "mta" + i + ".example.org"));
            }
            accounts.add(new Account(
                    "acc_" + i,
                    "pool_" + i,
                    addresses,
                    dice.oneIn(12) ? span(3 * MINUTE) : Span.NONE,
                    dice.oneIn(4) ? span(10 * MINUTE) : Span.NONE));
        }
        return accounts;
    }

    private List<Site> sites() {
        List<Site> sites = new ArrayList<>();
        int count = dice.between(1, 4);
        for (int i = 0; i < count; i++) {
            List<String> hosts = new ArrayList<>();
            int size = dice.between(1, 3);
            for (int j = 0; j < size; j++) {
                hosts.add("mx" + j + ".site" + i + ".example");
            }
            sites.add(new Site("mx:site" + i, hosts, shaping(), spells(hosts)));
        }
        return sites;
    }

    private Shaping shaping() {
        int connections = dice.between(1, 5);
        int reserved = connections == 1 ? 0 : dice.between(0, Math.min(2, connections - 1));
        double perSecond = dice.one(0.0, 0.0, 0.5, 2.0, 20.0, 100.0);
        return new Shaping(connections, reserved, perSecond, dice.between(1, 8), 100, 0, false);
    }

    private List<Spell> spells(List<String> hosts) {
        List<Spell> spells = new ArrayList<>();
        int count = dice.one(0, 0, 1, 1, 2, 3);
        for (int i = 0; i < count; i++) {
            String host = hosts.size() > 1 && dice.oneIn(3) ? dice.of(hosts) : null;
            Span span = dice.oneIn(12)
                    ? new Span(
                            Timeline.START, Timeline.START + Duration.ofDays(9).toMillis())
                    : span(2 * active);
            spells.add(new Spell(span, dice.of(BAD), host));
        }
        return spells;
    }

    private List<Domain> domains(List<Site> sites) {
        List<Domain> domains = new ArrayList<>();
        int count = sites.size() + dice.between(0, 3);
        for (int i = 0; i < count; i++) {
            Site site = i < sites.size() ? sites.get(i) : dice.of(sites);
            Span unanswered = dice.oneIn(4) ? span(30 * MINUTE) : Span.NONE;
            domains.add(new Domain("domain" + i + ".example", unanswered, stays(site, sites)));
        }
        return domains;
    }

    /** Most stay where they are; some move, also back again, or vanish and come back. */
    private List<Stay> stays(Site home, List<Site> sites) {
        List<Stay> stays = new ArrayList<>();
        stays.add(new Stay(Timeline.START, dice.oneIn(25) ? null : home));
        int moves = dice.oneIn(3) ? (int) dice.spread(1, 8) : 0;
        long at = Timeline.START;
        for (int i = 0; i < moves; i++) {
            at += dice.spread(SECOND, 2 * active / moves);
            stays.add(new Stay(at, dice.oneIn(8) ? null : dice.of(sites)));
        }
        return stays;
    }

    private List<Arrival> arrivals(List<Account> accounts, List<Domain> domains) {
        List<Arrival> arrivals = new ArrayList<>();
        int count = dice.oneIn(40) ? dice.between(300, 700) : (int) dice.spread(6, 60);
        int burst = dice.oneIn(3) ? dice.between(2, count) : 0;
        long burstAt = Timeline.START + dice.between(0, (int) active);
        Domain favourite = dice.of(domains);
        for (int i = 0; i < count; i++) {
            long at = i < burst ? burstAt + dice.between(0, 200) : Timeline.START + dice.between(0, (int) active);
            Domain domain = dice.oneIn(2) ? favourite : dice.of(domains);
            MessageClass messageClass = MessageClass.values()[dice.between(0, 2)];
            arrivals.add(new Arrival(
                    "m" + i + ".0", at, dice.of(accounts), domain, messageClass, life(messageClass), mailbox()));
        }
        arrivals.sort(java.util.Comparator.comparingLong(Arrival::at));
        return arrivals;
    }

    private long life(MessageClass messageClass) {
        if (messageClass == MessageClass.CRITICAL && !dice.oneIn(4)) {
            return 15 * MINUTE;
        }
        return dice.oneIn(30) ? Duration.ofHours(72).toMillis() : dice.spread(10 * SECOND, 3 * 60 * MINUTE);
    }

    /** Some at once, some while the message waits, some in vain, some twice. */
    private List<Cancel> cancels(List<Arrival> arrivals) {
        List<Cancel> cancels = new ArrayList<>();
        int count = dice.oneIn(2) ? 0 : (int) dice.spread(1, arrivals.size());
        for (int i = 0; i < count; i++) {
            Arrival arrival = dice.of(arrivals);
            long at = arrival.at() + dice.spread(1, dice.oneIn(3) ? 500 : active);
            cancels.add(new Cancel(at, arrival));
            if (dice.oneIn(3)) {
                cancels.add(new Cancel(at + dice.spread(1, active), arrival));
            }
        }
        return cancels;
    }

    /** Some before they are sent, some while they wait, some not any more when it is their turn. */
    private List<Suppressed> suppressed(List<Arrival> arrivals) {
        List<Suppressed> suppressed = new ArrayList<>();
        int count = dice.oneIn(2) ? 0 : (int) dice.spread(1, arrivals.size());
        for (int i = 0; i < count; i++) {
            suppressed.add(new Suppressed(dice.of(arrivals), span(2 * active)));
        }
        return suppressed;
    }

    private Mailbox mailbox() {
        return dice.oneIn(4) ? dice.one(Mailbox.values()) : Mailbox.TAKES;
    }

    private List<Crash> crashes() {
        List<Crash> crashes = new ArrayList<>();
        int count = dice.one(0, 0, 1, 1, 2, 2, 4);
        for (int i = 0; i < count; i++) {
            long within = dice.oneIn(4) ? 4 * active : active;
            crashes.add(new Crash(
                    Timeline.START + dice.between(0, (int) within),
                    dice.oneIn(6),
                    dice.oneIn(6) ? dice.between(1, 10_000) : 0,
                    (int) dice.spread(100, dice.oneIn(10) ? 120_000 : 3_000)));
        }
        return crashes;
    }
}
