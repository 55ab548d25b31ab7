package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.testkit.DnsZone;
import io.migomail.testkit.mx.Behaviour;
import io.migomail.testkit.mx.Door;
import io.migomail.testkit.mx.Step;
import java.util.ArrayList;
import java.util.List;

/** The cases of {@link PolicyIT} that take more than a script: of rows of the policy, of DNS, and of wishes in replies. */
final class PolicySpecials {
    private static final String NO_CONNECTION = "no connection, or time-out, lost, garbled at banner or EHLO";
    private static final String NO_ADDRESS = "no address, TLS; time-out, lost, garbled from RSET on";
    private static final String UNFIT = "no SMTPUTF8 where needed; SIZE too small";
    private static final String GREYLISTING = "greylisting; too much mail for this mailbox";

    private final MailWorld world;
    private final PolicyCases.Sender sender;
    final List<Case> all = new ArrayList<>();
    final List<Case> later = new ArrayList<>();

    PolicySpecials(MailWorld world, PolicyCases.Sender sender, Account elsewhere) {
        this.world = world;
        this.sender = sender;
        unreachable(false);
        unreachable(true);
        withoutAddress(false);
        withoutAddress(true);
        deadlines();
        unfit();
        resets();
        wishes();
        blockedTwice();
        boundElsewhere(elsewhere);
        finalAnswersOfTheDns();
        dnsAway("SERVFAIL", DnsZone.Fault.SERVFAIL);
        dnsAway("no answer", DnsZone.Fault.SILENT);
    }

    private Case add(String name, String heading, String recipient, String ends, Case.Judge judge) {
        Case one = new Case(name, heading, recipient, ends, judge);
        all.add(one);
        return one;
    }

    private String friend(boolean friend, String domain) {
        return friend ? world.withFriend(domain) : domain;
    }

    /** Put off in these words until what was wrong is repaired, at least once. */
    private static void deferredUntilRepaired(Told told, String words) {
        int last = told.attempts().size();
        assertTrue(last > 1, () -> told.story.toString());
        for (int i = 1; i < last; i++) {
            assertEquals("deferred " + words, told.words(i));
        }
        assertEquals("delivered dot - - -", told.words(last));
        assertEquals(MailWorld.host(told.domain()), told.mx(last));
        assertEquals(told.egress(1), told.egress(2));
        if (last == 2) {
            told.waitedFor(1, PolicyCases.RETRY);
        }
    }

    private void unreachable(boolean friend) {
        String domain = world.domain();
        String address = world.address();
        world.publish(domain, 10, MailWorld.host(domain), address);
        String name = "nobody listens" + (friend ? ", with another host" : "");
        Case one = add(name, NO_CONNECTION, "ada@" + friend(friend, domain), "delivered", told -> {
            if (friend) {
                PolicyCases.atOnce(told, MailWorld.FRIENDLY);
            } else {
                deferredUntilRepaired(told, "connect network remote connect_failed");
            }
        });
        if (!friend) {
            one.then(() -> world.listen(address));
        }
    }

    private void withoutAddress(boolean friend) {
        String domain = world.domain();
        String host = MailWorld.host(domain);
        world.dns.mx(domain, 10, host).fault(host, DnsZone.Fault.SERVFAIL);
        String name = "a host without address" + (friend ? ", with another host" : "");
        Case one = add(name, NO_ADDRESS, "ada@" + friend(friend, domain), "delivered", told -> {
            if (friend) {
                PolicyCases.atOnce(told, MailWorld.FRIENDLY);
            } else {
                deferredUntilRepaired(told, "dns network remote mx_unresolved");
            }
        });
        if (!friend) {
            one.then(() -> world.dns.clear(host).a(host, world.door().address()));
        }
    }

    /**
     * Three hosts that take 7 s each, and one that is silent for 5 s more: the attempt, which may take 25 s, ends while
     * the last one is silent, though all of it is late by up to four seconds.
     */
    private void deadlines() {
        String slow = "banner-slow2000_ehlo-silence";
        String anybody = "ada@" + world.domainOf(slow, slow, slow, "ehlo-silence");
        add("deadline at EHLO", "attempt deadline before RSET or MAIL", anybody, "delivered", told -> {
            assertEquals("deferred ehlo network remote attempt_timeout", told.words(1));
            PolicyCases.again(told, "mx0." + told.domain(), PolicyCases.RETRY, false);
        });
        slow = "banner-slow2000_rcpt-silence";
        String recipient = "ada@" + world.domainOf(slow, slow, slow, "rcpt-silence");
        add("deadline at RCPT", "attempt deadline later", recipient, "delivered", told -> {
            assertEquals("deferred rcpt network remote attempt_timeout", told.words(1));
            PolicyCases.again(told, "mx0." + told.domain(), PolicyCases.RETRY, false);
        });
    }

    private void unfit() {
        for (boolean friend : new boolean[] {false, true}) {
            Door small = world.door().offers("PIPELINING", "SIZE 10");
            unfit(
                    "SIZE too small",
                    "ada@" + friend(friend, world.domain(small)),
                    friend,
                    "too_large content message_too_large");
            Door ascii = world.door().offers("PIPELINING");
            String utf8 = "gr\u00fc\u00dfe@" + friend(friend, world.domain(ascii));
            unfit("no SMTPUTF8", utf8, friend, "protocol remote smtputf8_unsupported");
        }
    }

    private void unfit(String what, String recipient, boolean friend, String words) {
        String name = what + (friend ? ", with another host" : "");
        add(name, UNFIT, recipient, friend ? "delivered" : "bounced", told -> {
            if (friend) {
                PolicyCases.atOnce(told, MailWorld.FRIENDLY);
            } else {
                assertEquals("bounced mail " + words, told.words(1));
                assertEquals(1, told.attempts().size());
                Told.bounceIs(told.story, "hard", told.attempt(1));
            }
        });
    }

    /** A refused mail leaves a connection that begins its next one with RSET. */
    private void resets() {
        for (String behaviour : List.of("421 4.4.2 closing", "550 no", "rst", "silence")) {
            Door door = world.door().on(Step.RSET, Behaviour.parse(behaviour), Behaviour.STANDARD);
            String domain = world.domain(door);
            String refused = "rcpt-550-5.1.1-no@" + domain;
            Case second = new Case(
                    "RSET meets " + behaviour, "STARTTLS or RSET refused", "bob@" + domain, "delivered", told -> {
                        PolicyCases.atOnce(told, MailWorld.host(domain));
                        assertTrue(world.commands("RSET") >= 4, "no RSET was sent");
                    });
            later.add(second);
            add("before a RSET that meets " + behaviour, "", refused, "bounced", told -> {})
                    .then(() -> sender.send(second));
        }
    }

    private void wishes() {
        wish("a wish of seconds", "", "rcpt-451-4.7.1-please-try-again-in-8-seconds-x1");
        wish("greylisting", GREYLISTING, "greylist-8");
        String patient = "rcpt-451-4.7.1-come-back-in-2-hours@" + world.domain(world.door());
        add("a wish of hours", "", patient, "deferred", told -> {
            assertEquals(1, told.attempts().size());
            assertEquals(7_200_000, Told.instant(told.attempt(1), "retry_at") - Told.instant(told.attempt(1), "at"));
            Told.bounceIs(told.story, "soft", told.attempt(1));
            assertEquals(1, world.transactions(told.recipient()).size());
        });
    }

    private void wish(String name, String heading, String script) {
        add(name, heading, script + "@" + world.domain(world.door()), "delivered", told -> {
            assertEquals(8_000, Told.instant(told.attempt(1), "retry_at") - Told.instant(told.attempt(1), "at"));
            PolicyCases.again(told, told.mx(1), 8_000, false);
            assertEquals(2, world.transactions(told.recipient()).size());
        });
    }

    /** Both addresses of the pool are refused for good, in words: the mail waits all the same. */
    private void blockedTwice() {
        String script = "rcpt-550-5.7.1-client-host-rejected-by-blocklist-x2";
        String heading = "reply that blames our IP, 4xx or 5xx";
        add("every address is refused", heading, script + "@" + world.domain(world.door()), "delivered", told -> {
            assertEquals("deferred rcpt blocked our_ip -", told.words(1));
            assertEquals("deferred rcpt blocked our_ip -", told.words(2));
            assertEquals("delivered dot - - -", told.words(3));
            assertNotEquals(told.egress(1), told.egress(2));
            told.waitedFor(1, PolicyCases.OTHER_ADDRESS);
            told.waitedFor(2, 3 * PolicyCases.RETRY);
        });
    }

    private void boundElsewhere(Account account) {
        String domain = world.domain(world.door());
        add(
                        "an egress address that is not here",
                        "egress address not ours to bind, or its node away",
                        "ada@" + domain,
                        "delivered",
                        told -> {
                            assertEquals("deferred connect our_side us egress_unavailable", told.words(1));
                            assertEquals(PolicyIT.NOT_HERE, told.egress(1));
                            assertEquals("delivered dot - - -", told.words(2));
                            assertEquals(PolicyIT.OF_ANOTHER, told.egress(2));
                            told.waitedFor(1, 0);
                        })
                .from(account);
    }

    private void finalAnswersOfTheDns() {
        String takesNone = world.domain();
        world.dns.mx(takesNone, 0, ".");
        neverTried("null MX", takesNone, "no_mail_host", "null_mx");
        neverTried("NXDOMAIN", world.domain(), "invalid_domain", "domain_not_found");
        String bare = world.domain();
        world.dns.empty(bare);
        neverTried("neither MX nor address", bare, "no_mail_host", "no_mail_host");
    }

    private void neverTried(String name, String domain, String category, String code) {
        add(name, "", "ada@" + domain, "bounced", told -> {
            assertEquals(List.of(code, category), told.end());
            assertEquals("hard", told.story.at("/bounce/type").asText());
            assertEquals(category, told.story.at("/bounce/category").asText());
            assertTrue(told.story.at("/bounce/smtp_code").isNull());
            assertTrue(told.story.at("/bounce/diagnostic").asText().length() > 4, () -> told.story.toString());
            assertTrue(told.story.path("dispatched_at").isNull());
        });
    }

    /** Nobody can say where the mail goes, until the third question. */
    private void dnsAway(String name, DnsZone.Fault fault) {
        String domain = world.domain();
        world.dns.fault(domain, fault);
        Door door = world.door();
        add("DNS: " + name, "", "ada@" + domain, "delivered", told -> {
                    assertEquals(1, told.attempts().size());
                    assertEquals("delivered dot - - -", told.words(1));
                    assertTrue(told.attempt(1).path("attempt").asInt() > 1, "waiting for the DNS counts as an attempt");
                    long waited = Told.instant(told.story, "dispatched_at") - Told.instant(told.story, "rendered_at");
                    assertTrue(waited >= PolicyCases.RETRY, () -> "dispatched after " + waited + " ms");
                    assertEquals(List.of("queued", "dispatched", "delivered"), told.types());
                })
                .when(() -> world.dns.questions(domain, "MX") > 1, () -> {
                    world.dns.clear(domain);
                    world.publish(domain, 10, MailWorld.host(domain), door.address());
                });
    }
}
