package io.migomail.mail.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpfRecordTest {
    private static final String OURS = "spf.migomail.example";

    @Test
    void anIncludeIsFoundWhateverItsCase() {
        assertTrue(
                SpfRecord.parse("V=spf1 mx INCLUDE:Spf.Migomail.Example -all").includes(OURS));
        assertFalse(SpfRecord.parse("v=spf1 mx ?include:" + OURS + " -all").includes(OURS));
        assertFalse(SpfRecord.parse("v=spf1 include:x." + OURS + " -all").includes(OURS));
    }

    @Test
    void whatStandsBehindAllIsNeverReached() {
        SpfRecord record = SpfRecord.parse("v=spf1 mx ~all include:" + OURS + " redirect=a.example");
        assertFalse(record.includes(OURS));
        assertTrue(record.includesBehindAll(OURS));
        assertEquals(1, record.ownLookups());
        assertEquals(List.of(), record.leadsTo());
        assertEquals("v=spf1 mx include:" + OURS + " ~all redirect=a.example", record.with(OURS));
    }

    @Test
    void termsThatNeedTheDnsCostALookup() {
        SpfRecord record = SpfRecord.parse("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 a a:x.example/24 mx/24 ptr"
                + " exists:%{i}.x.example include:y.example include:%{d}.z.example exp=e.example redirect=r.example");
        assertEquals(8, record.ownLookups());
        assertEquals(List.of("y.example", "r.example"), record.leadsTo());
    }

    @Test
    void aWordThatIsNoTermIsNamed() {
        for (String bad : List.of("includ:x.example", "include:", "+", "ip4", "-foo")) {
            var e = assertThrows(IllegalArgumentException.class, () -> SpfRecord.parse("v=spf1 " + bad + " -all"));
            assertTrue(e.getMessage().contains("'" + bad + "'"), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> SpfRecord.parse("v=spf1; a"));
        assertFalse(SpfRecord.isOne("v=spf10 a"));
    }

    @Test
    void oneMoreIncludeStandsBeforeAllAndRedirect() {
        assertEquals(
                "v=spf1 a include:" + OURS + " -all",
                SpfRecord.parse("v=spf1 a -all").with(OURS));
        assertEquals(
                "v=spf1 include:" + OURS + " redirect=x.example",
                SpfRecord.parse("v=spf1 redirect=x.example").with(OURS));
        assertEquals("v=spf1 include:" + OURS, SpfRecord.parse("v=spf1").with(OURS));
    }

    @Test
    void addressesPassByTheirBlocks() throws Exception {
        var blocks = SpfRecord.parse("v=spf1 ip4:192.0.2.0/24 -ip4:198.51.100.1 IP6:2001:db8::1 -all ip4:203.0.113.1")
                .blocks();
        assertEquals(2, blocks.size());
        assertTrue(blocks.get(0).contains(InetAddress.getByName("192.0.2.9")));
        assertTrue(blocks.get(1).contains(InetAddress.getByName("2001:db8::1")));
    }
}
