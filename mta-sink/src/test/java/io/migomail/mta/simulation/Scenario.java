package io.migomail.mta.simulation;

import io.migomail.core.MessageClass;
import io.migomail.mta.Pool;
import io.migomail.mta.shaping.Shaping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the system in one run, all of it decided before it begins: who sends what to whom, what DNS answers
 * and how the mail hosts behave when, and when what dies.
 */
record Scenario(
        List<Account> accounts,
        List<Site> sites,
        List<Domain> domains,
        List<Arrival> arrivals,
        List<Cancel> cancels,
        List<Suppressed> suppressed,
        List<Crash> crashes,
        long activeUntil,
        Gait gait) {
    /** How the moving parts of the system move, in milliseconds at most. */
    record Gait(int partitions, int journalLag, int ackDelay, int sourceLag, int checkpointEvery, boolean odd) {}

    /** An owner of one pool; {@code absent} is when the pool does not exist, {@code suspended} when its first address is. */
    record Account(String id, String poolId, List<Pool.Address> addresses, Span absent, Span suspended) {
        /** The pool at an instant, or null. */
        @Nullable
        Pool pool(long now) {
            if (absent.covers(now)) {
                return null;
            }
            List<Pool.Address> all = addresses;
            if (addresses.size() > 1 && suspended.covers(now)) {
                Pool.Address first = addresses.get(0);
                all = new ArrayList<>(addresses);
                all.set(0, new Pool.Address(first.ip(), first.ehloName(), first.warmUpSince(), true));
            }
            return new Pool(poolId, id, "transactional", "live", all);
        }
    }

    /** From an instant until before another. */
    record Span(long from, long until) {
        static final Span NONE = new Span(0, 0);

        boolean covers(long instant) {
            return from <= instant && instant < until;
        }

        boolean meets(long first, long last) {
            return from <= last && first < until;
        }
    }

    /** A time in which hosts of a site misbehave; all of them where {@code host} is null. */
    record Spell(Span span, Mood mood, @Nullable String host) {}

    /** A group of MX hosts. */
    record Site(String name, List<String> hosts, Shaping shaping, List<Spell> spells) {
        Mood mood(String host, long now) {
            for (Spell spell : spells) {
                if (spell.span().covers(now)
                        && (spell.host() == null || spell.host().equals(host))) {
                    return spell.mood();
                }
            }
            return Mood.FINE;
        }

        boolean alwaysFine() {
            return spells.isEmpty();
        }
    }

    /** From an instant on a domain is at a site; null = the domain is gone. */
    record Stay(long from, @Nullable Site site) {}

    /** A recipient domain: when DNS does not answer, and where it is, in the order of time. */
    record Domain(String name, Span unanswered, List<Stay> stays) {
        @Nullable
        Site siteAt(long now) {
            Site site = stays.get(0).site();
            for (Stay stay : stays) {
                site = stay.from() <= now ? stay.site() : site;
            }
            return site;
        }

        /** Whether it was at a site at a moment of a span, or gone where that is null. */
        boolean at(@Nullable Site site, long from, long until) {
            return siteAt(from) == site
                    || stays.stream().anyMatch(s -> s.site() == site && s.from() > from && s.from() <= until);
        }
    }

    /** One delivery as the client hands it over. */
    record Arrival(
            String id, long at, Account account, Domain domain, MessageClass messageClass, long life, Mailbox box) {}

    /** A client takes it back. */
    record Cancel(long at, Arrival arrival) {}

    /** Its recipient is on the list for a while. */
    record Suppressed(Arrival arrival, Span span) {}

    /** The process ends: older checkpoint or not, and for how long the dead one lives on. */
    record Crash(long at, boolean olderCheckpoint, int zombie, int downtime) {}

    /** How the hosts of a site behave for a while. */
    enum Mood {
        FINE,
        SLOW,
        DOWN,
        SILENT,
        TURNS_AWAY,
        THROTTLES,
        BLOCKS,
        GREYLISTS,
        FLAKY;

        /** Whether nobody's mail is taken. */
        boolean refusesEverybody() {
            return this == DOWN || this == TURNS_AWAY || this == THROTTLES;
        }
    }

    /** How a mailbox behaves where its host is fine. */
    enum Mailbox {
        TAKES,
        UNKNOWN,
        FULL,
        SPAM,
        LATER,
        HIDES
    }
}
