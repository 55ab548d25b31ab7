package io.migomail.e2e.policy;

import io.migomail.core.Setting;
import io.migomail.e2e.StackFixture;
import io.migomail.testkit.DnsZone;
import io.migomail.testkit.mx.Behaviour;
import io.migomail.testkit.mx.Door;
import io.migomail.testkit.mx.MxEntry;
import io.migomail.testkit.mx.MxHabits;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The internet of {@link PolicyIT}: a DNS, MX hosts that misbehave, each at a loopback address of its own, and one that
 * takes everything. Every domain has hosts of its own, so that no case meets another's rests.
 */
final class MailWorld implements AutoCloseable {
    /** The host behind all others. */
    static final String FRIENDLY = "friendly.example";

    private static final String FRIENDLY_ADDRESS = "127.0.7.1";

    final DnsZone dns = DnsZone.start();
    private final ScriptedMx bad;
    private final ScriptedMx friendly;
    private final AtomicInteger addresses = new AtomicInteger(1);
    private final AtomicInteger domains = new AtomicInteger();

    /** With hosts at any free port. */
    MailWorld() {
        bad = ScriptedMx.start(MxHabits.CURIOUS, "127.0.6.1", 0);
        friendly = ScriptedMx.start(MxHabits.CURIOUS.deafToAddresses(), FRIENDLY_ADDRESS, bad.port());
        dns.a(FRIENDLY, FRIENDLY_ADDRESS);
    }

    /** A stack that finds these hosts by DNS, with those settings more; for a static field of the test. */
    StackFixture stack(Map<Setting, String> more) {
        Map<Setting, String> settings = new HashMap<>(more);
        settings.put(Setting.MIGO_DELIVERY, "internet");
        settings.put(Setting.MIGO_DNS, dns.address().toString());
        settings.put(Setting.MIGO_SMTP_OUT_PORT, Integer.toString(port()));
        return StackFixture.with(settings);
    }

    /** The port of every host. */
    int port() {
        return bad.port();
    }

    /** A name under which nothing is published yet. */
    String domain() {
        return "d%03d.example".formatted(domains.incrementAndGet());
    }

    /** The first host of a domain. */
    static String host(String domain) {
        return "mx." + domain;
    }

    /** A domain with one host, at which somebody listens. */
    String domain(Door door) {
        String domain = domain();
        publish(domain, 10, host(domain), door.address());
        return domain;
    }

    /** The friendly host becomes the second one of the domain. */
    String withFriend(String domain) {
        dns.mx(domain, 20, FRIENDLY);
        return domain;
    }

    /** One MX host with its address. */
    void publish(String domain, int preference, String host, String address) {
        dns.mx(domain, preference, host).a(host, address);
    }

    /** A host at an address of its own. */
    Door door() {
        return bad.open(address(), port());
    }

    /** An address at which nobody listens. */
    String address() {
        int number = addresses.incrementAndGet();
        return "127.0." + (8 + number / 250) + "." + (1 + number % 250);
    }

    /** Somebody listens there from now on. */
    Door listen(String address) {
        return bad.open(address, port());
    }

    /** A host that does so the first time, and nothing out of the ordinary later. */
    Door once(String script) {
        Door door = door();
        for (String part : script.split("_")) {
            int dash = part.indexOf('-');
            Step step = Step.of(part.substring(0, dash)).orElseThrow();
            if (step == Step.STARTTLS) {
                door.offers("PIPELINING", "8BITMIME", "STARTTLS");
            }
            door.on(step, Behaviour.parse(part.substring(dash + 1)), Behaviour.STANDARD);
        }
        return door;
    }

    /** Every transaction for a recipient, at whatever host, in order of time. */
    List<MxEntry> transactions(String recipient) {
        return Stream.concat(bad.journal().of(recipient).stream(), friendly.journal().of(recipient).stream())
                .sorted(java.util.Comparator.comparingLong(MxEntry::at))
                .toList();
    }

    /** How often hosts that misbehave were told that. */
    long commands(String verb) {
        return bad.transcript().commands().stream()
                .filter(c -> c.startsWith(verb))
                .count();
    }

    /** A domain with hosts of falling preference, each of which does once what its script says. */
    String domainOf(String... scripts) {
        String domain = domain();
        for (int i = 0; i < scripts.length; i++) {
            String host = "mx" + i + "." + domain;
            publish(domain, 10 + i, host, once(scripts[i]).address());
        }
        return domain;
    }

    @Override
    public void close() {
        bad.close();
        friendly.close();
        dns.close();
    }
}
