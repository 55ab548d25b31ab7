package io.migomail.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.mail.spf.SpfRecord;
import io.migomail.mail.spf.SpfWalk;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpfWalkTest {
    private final DnsZone zone = DnsZone.start();
    private final DnsJavaResolver dns = new DnsJavaResolver(ResolverOptions.of(zone.address()), TimeSource.SYSTEM);

    @AfterEach
    void close() {
        dns.close();
        zone.close();
    }

    private SpfWalk.Result follow(String record) throws Exception {
        return new SpfWalk(dns)
                .follow(SpfRecord.parse(record))
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
    }

    @Test
    void includesWithinIncludesCountAndARecordUsedTwiceCountsTwice() throws Exception {
        zone.txt("a.example", "v=spf1 include:b.example mx -all").txt("b.example", "v=spf1 a ip4:192.0.2.1 ~all");
        SpfWalk.Result result = follow("v=spf1 include:a.example include:b.example -all");
        assertEquals(2 + 2 + 1 + 1, result.lookups());
        assertEquals(List.of("a.example", "b.example", "b.example"), result.names());
        assertEquals(List.of(), result.broken());
    }

    @Test
    void aLoopEndsFarAboveTheLimit() throws Exception {
        zone.txt("loop.example", "v=spf1 include:loop.example include:loop.example -all");
        assertTrue(follow("v=spf1 include:loop.example").lookups() > SpfWalk.LOOKUPS);
    }

    @Test
    void anIncludeWithoutOneUsableRecordIsBroken() throws Exception {
        zone.txt("two.example", "v=spf1 -all")
                .txt("two.example", "v=spf1 mx -all")
                .txt("bad.example", "v=spf1 x");
        SpfWalk.Result result = follow("v=spf1 include:two.example include:none.example include:bad.example ~all");
        assertEquals(List.of("two.example", "none.example", "bad.example"), result.broken());
        assertEquals(3, result.lookups());
    }

    @Test
    void whatTheDnsDoesNotTellNowIsNotBroken() throws Exception {
        zone.fault("away.example", DnsZone.Fault.SERVFAIL);
        SpfWalk.Result result = follow("v=spf1 include:away.example ~all");
        assertEquals(List.of(), result.broken());
        assertEquals(1, result.lookups());
    }
}
