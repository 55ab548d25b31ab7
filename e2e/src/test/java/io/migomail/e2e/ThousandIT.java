package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.PaceKey;
import io.migomail.core.Setting;
import io.migomail.core.TimeSource;
import io.migomail.mail.dkim.DkimVerdict;
import io.migomail.mail.dkim.DkimVerifier;
import io.migomail.testkit.DnsZone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Delivery as on the internet: MX records of a DNS of our own lead to hosts on many loopback addresses. Domains 0 to 4
 * share their MX hosts; the preferred host of domain 19 is down; every other domain has two hosts of its own.
 */
class ThousandIT {
    private static final int MESSAGES = 1000;
    private static final int DOMAINS = 20;
    private static final int SHARING = 5;
    private static final int GROUPS = 1 + DOMAINS - SHARING;
    private static final int BROKEN = 19;
    private static final int CLIENTS = 8;
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final Set<String> POOL = Set.of("127.0.1.10", "127.0.1.11");

    private static final DnsZone DNS = zone();
    private static final MxFarm FARM = MxFarm.start(hosts());

    @RegisterExtension
    static final StackFixture STACK = StackFixture.with(Map.of(
            Setting.MIGO_DELIVERY, "internet",
            Setting.MIGO_DNS, DNS.address().toString(),
            Setting.MIGO_SMTP_OUT_PORT, Integer.toString(FARM.port()),
            Setting.MIGO_ALLOW_PRIVATE_MX, "true",
            Setting.MIGO_EGRESS_IPS, String.join(",", POOL)));

    @AfterAll
    static void close() {
        FARM.close();
        DNS.close();
    }

    @Test
    void a_thousand_messages_arrive_once_each_over_the_pools_addresses_and_warm_connections() throws Exception {
        Map<String, String> keys = verifiedDomain("shop.example");
        Map<String, String> sent = send();
        Await.until(
                "all of them",
                BOUND,
                () -> STACK.store().counts(STACK.application()),
                counts -> counts.getOrDefault("delivered", 0L) >= MESSAGES);

        List<MxFarm.Received> received = FARM.received();
        Map<String, Long> times =
                received.stream().collect(Collectors.groupingBy(MxFarm.Received::recipient, Collectors.counting()));
        assertEquals(sent.keySet(), times.keySet(), "lost");
        assertEquals(Map.of(), duplicates(times), "duplicated");
        assertEquals(
                MESSAGES,
                received.stream().map(MxFarm.Received::messageId).distinct().count());
        // Acceptance is told from another topic than delivery, so perhaps after it.
        Await.until(
                "each event once",
                () -> STACK.store().counts(STACK.application()),
                Map.of("queued", 1000L, "dispatched", 1000L, "delivered", 1000L)::equals);

        assertEquals(POOL, received.stream().map(MxFarm.Received::source).collect(Collectors.toSet()));
        assertEquals(
                Set.of("mta.migomail.test"),
                received.stream().map(MxFarm.Received::ehlo).collect(Collectors.toSet()));
        assertTrue(FARM.connections() <= MESSAGES / 3, FARM.connections() + " connections for " + MESSAGES);
        assertOnlyTheHostThatIsUp(received, sent);
        assertSignedTwice(received, keys);
        assertEquals(GROUPS, groups().size(), () -> "destination groups: " + groups());
        System.out.println("ThousandIT: " + FARM.connections() + " connections");
    }

    /** Makes the domain, publishes what the reply asks for, has it verified; the published TXT records by name. */
    private static Map<String, String> verifiedDomain(String name) throws Exception {
        JsonNode made = STACK.api().post("/v1/domains", "{\"name\":\"" + name + "\"}", 201);
        String verify = "/v1/domains/" + made.path("id").asText() + "/verify";
        STACK.api().post("/v1/messages", mail("nobody@d00.example"), 403);
        Map<String, String> txt = new HashMap<>();
        for (JsonNode record : made.path("records")) {
            String type = record.path("type").asText();
            String at = record.path("name").asText();
            String value = record.path("expected").asText();
            DNS.record(type, at, value);
            if (type.equals("TXT")) {
                txt.put(at, value);
            }
        }
        JsonNode verified = STACK.api().post(verify, "{}", 200);
        assertTrue(verified.path("verified").asBoolean(), verified::toString);
        verified.path("records")
                .forEach(r -> assertEquals("verified", r.path("state").asText(), r::toString));
        return txt;
    }

    /** Ids by recipient. */
    private static Map<String, String> send() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Map<String, Future<String>> answers = new HashMap<>();
            for (int i = 0; i < MESSAGES; i++) {
                String to = "user%04d@d%02d.example".formatted(i, i % DOMAINS);
                answers.put(to, clients.submit(() -> STACK.send(mail(to))));
            }
            Map<String, String> ids = new HashMap<>();
            for (Map.Entry<String, Future<String>> answer : answers.entrySet()) {
                ids.put(answer.getKey(), answer.getValue().get());
            }
            return ids;
        } finally {
            clients.shutdown();
        }
    }

    private static String mail(String to) {
        return """
                {"to":"%s","from":"Shop <orders@shop.example>","subject":"Your order","text":"It is on its way.",\
                "html":"<p>It is on its <b>way</b>.</p>"}""".formatted(to);
    }

    private static Map<String, Long> duplicates(Map<String, Long> times) {
        return times.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void assertOnlyTheHostThatIsUp(List<MxFarm.Received> received, Map<String, String> sent)
            throws Exception {
        String domain = "@d" + BROKEN + ".example";
        assertEquals(
                Set.of(second(BROKEN)),
                received.stream()
                        .filter(r -> r.recipient().endsWith(domain))
                        .map(MxFarm.Received::host)
                        .collect(Collectors.toSet()));
        JsonNode story = STACK.story(sent.get("user0019" + domain));
        assertEquals(
                "mx2.d19.example", story.at("/attempts/0/mx").asText().replaceFirst("[ :\\[(].*", ""), story::toString);
    }

    private static void assertSignedTwice(List<MxFarm.Received> received, Map<String, String> keys) {
        DkimVerifier verifier =
                new DkimVerifier((selector, domain) -> keys.get(selector + "._domainkey." + domain), TimeSource.SYSTEM);
        for (MxFarm.Received one : received) {
            List<DkimVerdict> verdicts = verifier.verify(one.content());
            assertEquals(2, verdicts.size(), one::recipient);
            assertTrue(
                    verdicts.stream().allMatch(v -> v.passed() && v.domain().equals("shop.example")),
                    verdicts::toString);
        }
    }

    /** The destination groups of the outcomes, which are keyed by pace key. */
    private static Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        for (String key : TopicReader.keys(STACK.settings(), io.migomail.core.Topics.OUTCOMES)) {
            groups.add(PaceKey.of(key).group());
        }
        groups.removeIf(group -> group.startsWith(PaceKey.FENCE));
        return groups;
    }

    private static DnsZone zone() {
        DnsZone zone = DnsZone.start();
        zone.a("mx1.shared.example", "127.0.2.1").a("mx2.shared.example", "127.0.3.1");
        for (int i = 0; i < DOMAINS; i++) {
            String domain = "d%02d.example".formatted(i);
            String hosts = i < SHARING ? "shared.example" : domain;
            zone.mx(domain, 10, "mx1." + hosts).mx(domain, 20, "mx2." + hosts);
            if (i >= SHARING) {
                zone.a("mx1." + domain, first(i)).a("mx2." + domain, second(i));
            }
        }
        return zone;
    }

    private static List<String> hosts() {
        List<String> hosts = new ArrayList<>(List.of("127.0.2.1", "127.0.3.1"));
        for (int i = SHARING; i < DOMAINS; i++) {
            hosts.add(second(i));
            if (i != BROKEN) {
                hosts.add(first(i));
            }
        }
        return hosts;
    }

    private static String first(int domain) {
        return "127.0.2." + (100 + domain);
    }

    private static String second(int domain) {
        return "127.0.3." + (100 + domain);
    }
}
