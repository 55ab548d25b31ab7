package io.migomail.ingress.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Limits;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.testkit.DnsZone;
import io.migomail.testkit.FakeTime;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DomainPollerTest {
    private static final String SPF = "v=spf1 include:spf.migomail.example ~all";

    private final FakeTime time = new FakeTime();
    private final DnsZone zone = DnsZone.start();
    private final DnsJavaResolver dns =
            new DnsJavaResolver(ResolverOptions.of(zone.address()).withMaxAge(Duration.ZERO), time);
    private final DomainRecords records = new DomainRecords(dns, "track.migomail.example", "spf.migomail.example");
    private ControlPlane control;
    private DomainPoller poller;

    @BeforeEach
    void start() throws Exception {
        control = ControlPlane.inMemory(time);
        poller = new DomainPoller(control, records, time, new Random(1));
        put(Domain.newBuilder()
                .setId("dom_1")
                .setName("shop.example")
                .setCreatedAt(time.wallMillis())
                .build());
    }

    @AfterEach
    void stop() {
        control.close();
        dns.close();
        zone.close();
    }

    private void put(Domain domain) throws InterruptedException {
        assertTrue(control.put(domain, control.version(EntityKind.DOMAIN, domain.getId()))
                .won());
    }

    private Domain domain() {
        Domain found = control.view().domain("dom_1");
        assertTrue(found != null);
        return found;
    }

    private void publish() {
        zone.txt("shop.example", SPF).cname("mg.shop.example", "track.migomail.example");
    }

    /** Rounds until the clock has gone on by so much. */
    private void pass(Duration total) {
        Duration step = Duration.ofMinutes(1);
        for (Duration at = Duration.ZERO; at.compareTo(total) < 0; at = at.plus(step)) {
            time.advance(step);
            poller.run();
        }
    }

    @Test
    void whatADomainBecomesByItselfIsAnEntryOfTheAuditLog() throws Exception {
        put(domain().toBuilder().setAccountId("acc_1").build());
        pass(Duration.ofMinutes(10));
        assertEquals(0, control.view().changes("acc_1").size(), "looks that show the same");
        publish();
        pass(Duration.ofHours(1));
        assertTrue(domain().getVerified());
        var entries = control.view().changes("acc_1");
        assertEquals(1, entries.size(), entries::toString);
        assertEquals("dns: verified", entries.get(0).change().getRequest());
        assertEquals("updated", entries.get(0).action());
        assertEquals("", entries.get(0).change().getKeyId(), "nobody asked for it");
        assertTrue(entries.get(0).change().getFieldsList().contains("verified"), entries::toString);
    }

    @Test
    void aDomainIsVerifiedSoonAfterItsRecordsAreThere() {
        pass(Duration.ofMinutes(4));
        assertFalse(domain().getVerified());
        publish();
        pass(Duration.ofMinutes(3));
        assertTrue(domain().getVerified());
    }

    @Test
    void looksBecomeRareWhileNothingIsThere() {
        pass(Duration.ofHours(1));
        int first = zone.questions("mg.shop.example", "CNAME");
        assertTrue(first > 10 && first <= 60, "looks of the first hour: " + first);
        pass(Duration.ofDays(3));
        int before = zone.questions("mg.shop.example", "CNAME");
        pass(Duration.ofDays(1));
        int looks = zone.questions("mg.shop.example", "CNAME") - before;
        assertTrue(looks >= 2 && looks <= 6, "looks of the fifth day: " + looks);
    }

    @Test
    void aVerifiedDomainIsLookedAtAgainAndOutlivesADnsThatIsAway() {
        publish();
        pass(Duration.ofMinutes(2));
        long at = domain().getCheckedAt();
        zone.fault("shop.example", DnsZone.Fault.SERVFAIL).fault("mg.shop.example", DnsZone.Fault.REFUSED);
        pass(Duration.ofDays(5));
        assertTrue(domain().getCheckedAt() > at);
        assertEquals(DomainStatus.VERIFIED, DomainStatus.of(domain()));
    }

    @Test
    void recordsThatVanishAreToldWithinADayAndUnverifyAfterTheGrace() {
        publish();
        pass(Duration.ofMinutes(2));
        zone.clear("shop.example");
        pass(Limits.DOMAIN_LOOK_MAX.multipliedBy(2));
        assertEquals(DomainStatus.TEMPORARY_FAILURE, DomainStatus.of(domain()));
        assertTrue(domain().getVerified());
        pass(Limits.DOMAIN_GRACE.plus(Limits.DOMAIN_LOOK_MAX.multipliedBy(2)));
        assertEquals(DomainStatus.FAILED, DomainStatus.of(domain()));
        publish();
        pass(Limits.DOMAIN_LOOK_MAX.multipliedBy(2));
        assertEquals(DomainStatus.VERIFIED, DomainStatus.of(domain()));
    }

    @Test
    void nodesShareTheLooksWithoutKnowingOfEachOther() {
        DomainPoller other = new DomainPoller(control, records, time, new Random(2));
        publish();
        pass(Duration.ofMinutes(2));
        int before = zone.questions("mg.shop.example", "CNAME");
        long end = time.wallMillis() + Duration.ofDays(2).toMillis();
        while (time.wallMillis() < end) {
            time.advance(Duration.ofMinutes(1));
            poller.run();
            other.run();
        }
        int looks = zone.questions("mg.shop.example", "CNAME") - before;
        assertTrue(looks >= 6 && looks <= 9, "looks in two days by two nodes: " + looks);
    }

    @Test
    void aNewKeySignsOnceItIsSeenAndTheOldOneIsForgottenAfterItsRetirement() throws Exception {
        publish();
        put(Rotation.with(domain(), key("first"), time.wallMillis()));
        zone.txt("migo1._domainkey.shop.example", DkimKeys.txtRecord(DkimAlgorithm.RSA, "first"));
        pass(Duration.ofMinutes(3));
        assertEquals("migo1 active", selectors());
        put(Rotation.with(domain(), key("second"), time.wallMillis()));
        pass(Duration.ofMinutes(5));
        assertEquals("migo1 active, migo2 next", selectors());
        zone.txt("migo2._domainkey.shop.example", DkimKeys.txtRecord(DkimAlgorithm.RSA, "second"));
        pass(Duration.ofMinutes(3));
        assertEquals("migo1 retired, migo2 active", selectors());
        assertTrue(domain().getSelectors(0).getPrivateKey().isEmpty());
        pass(Limits.DKIM_RETIREMENT.minus(Duration.ofHours(1)));
        assertEquals("migo1 retired, migo2 active", selectors());
        pass(Duration.ofHours(3));
        assertEquals("migo2 active", selectors());
        put(Rotation.with(domain(), key("third"), time.wallMillis()));
        assertEquals("migo2 active, migo1 next", selectors());
        assertEquals(DomainStatus.VERIFIED, DomainStatus.of(domain()));
    }

    private static DkimSelector key(String publicKey) {
        return DkimSelector.newBuilder()
                .setAlgorithm("rsa")
                .setPublicKey(publicKey)
                .setPrivateKey(ByteString.copyFromUtf8("sealed"))
                .build();
    }

    private String selectors() {
        return domain().getSelectorsList().stream()
                .map(s -> s.getSelector() + " " + s.getState())
                .collect(Collectors.joining(", "));
    }

    @Test
    void whatTheOperatorAnswersForIsLeftAlone() throws Exception {
        put(domain().toBuilder().setVerified(true).setAssumed(true).build());
        pass(Duration.ofDays(1));
        assertEquals(0, zone.questions());
        assertTrue(domain().getVerified());
    }
}
