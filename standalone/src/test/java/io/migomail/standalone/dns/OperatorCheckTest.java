package io.migomail.standalone.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.testkit.DnsZone;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorCheckTest {
    private static final String MANY =
            IntStream.range(1, 60).mapToObj(i -> "198.51.100." + i).collect(Collectors.joining(","));

    private final DnsZone zone = DnsZone.start();
    private final DnsJavaResolver dns =
            new DnsJavaResolver(ResolverOptions.of(zone.address()).withMaxAge(Duration.ZERO), TimeSource.SYSTEM);

    @AfterEach
    void close() {
        dns.close();
        zone.close();
    }

    private static Operator operator(String ips) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "MIGO_HOSTNAME", "mta.op.example",
                "MIGO_SPF_DOMAIN", "spf.op.example",
                "MIGO_TRACKING_DOMAIN", "track.op.example",
                "MIGO_EGRESS_IPS", ips));
        return Operator.of(Settings.from(settings), "", List.of("203.0.113.9"));
    }

    private List<String> faults(Operator operator) throws InterruptedException {
        return new OperatorCheck(operator, dns)
                .run().stream().filter(f -> !f.right()).map(Finding::toString).toList();
    }

    /** Puts a zone file into the fake DNS. */
    private void publish(String text) {
        for (String line : text.lines().filter(l -> l.contains(" IN ")).toList()) {
            String[] parts = line.split("\\. IN ", 2);
            String[] typed = parts[1].split(" ", 2);
            switch (typed[0]) {
                case "A" -> zone.a(parts[0], typed[1]);
                case "AAAA" -> zone.aaaa(parts[0], typed[1]);
                case "MX" -> zone.mx(parts[0], 10, typed[1].substring(3));
                case "TXT" -> zone.txt(parts[0], typed[1].replace("\" \"", "").replace("\"", ""));
                case "PTR" -> zone.ptrAt(parts[0], typed[1]);
                default -> throw new AssertionError(line);
            }
        }
    }

    @Test
    void theZoneThatIsPrintedPassesTheCheck() throws Exception {
        for (String ips : List.of("192.0.2.1,192.0.2.2,2001:db8::25", MANY)) {
            Operator operator = operator(ips);
            assertTrue(faults(operator).size() > 5);
            publish(OperatorZone.text(operator));
            assertEquals(List.of(), faults(operator));
            zone.clear("spf.op.example").clear("mta.op.example").clear("track.op.example");
        }
    }

    @Test
    void noSpfRecordOfManyAddressesIsTooLongForAReply() throws Exception {
        String text = OperatorZone.text(operator(MANY));
        List<String> records = text.lines().filter(l -> l.contains("spf1")).toList();
        assertTrue(records.size() > 3, text);
        records.forEach(r -> assertTrue(r.length() < 550, r));
        assertTrue(text.contains("spf.op.example. IN TXT \"v=spf1 include:_1.spf.op.example include:_2."), text);
    }

    @Test
    void everyFaultIsToldByItself() throws Exception {
        Operator operator = operator("192.0.2.1,192.0.2.2");
        publish(OperatorZone.text(operator));
        zone.clear("spf.op.example").txt("spf.op.example", "v=spf1 ip4:192.0.2.1 -all");
        assertEquals(
                List.of(
                        "WRONG  SPF spf.op.example: it does not let pass 192.0.2.2",
                        "WRONG  SPF track.op.example: it does not let pass 192.0.2.2"),
                faults(operator));
        zone.clear("spf.op.example").txt("spf.op.example", "v=spf1 ip4:192.0.2.0/30 -all");
        zone.clear("2.2.0.192.in-addr.arpa").ptr("192.0.2.2", "other.op.example");
        assertEquals(
                List.of("WRONG  PTR 2.2.0.192.in-addr.arpa: it is other.op.example instead of mta.op.example"),
                faults(operator));
        zone.clear("2.2.0.192.in-addr.arpa").ptr("192.0.2.2", "mta.op.example");
        zone.clear("mta.op.example").a("mta.op.example", "192.0.2.1");
        assertEquals(List.of("WRONG  A mta.op.example: it leads to 192.0.2.1, not to 192.0.2.2"), faults(operator));
        zone.a("mta.op.example", "192.0.2.2");
        zone.clear("track.op.example")
                .a("track.op.example", "203.0.113.8")
                .mx("track.op.example", 10, "elsewhere.example");
        assertEquals(
                List.of(
                        "WRONG  A track.op.example: it leads to 203.0.113.8 instead of 203.0.113.9",
                        "WRONG  MX track.op.example: it leads to elsewhere.example instead of track.op.example",
                        "WRONG  SPF track.op.example: there are 0 SPF records, one is expected; see migomail dns records"),
                faults(operator));
        zone.fault("track.op.example", DnsZone.Fault.SERVFAIL);
        assertTrue(faults(operator).stream().allMatch(f -> f.contains("SERVFAIL")), faults(operator)::toString);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> operator(""));
        assertThrows(IllegalArgumentException.class, () -> operator("mta.op.example"));
        assertThrows(IllegalArgumentException.class, () -> Operator.of(Settings.from(Map.of()), "", List.of()));
    }
}
