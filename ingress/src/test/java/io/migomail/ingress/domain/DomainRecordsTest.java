package io.migomail.ingress.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.ingress.domain.DnsRecord.Purpose;
import io.migomail.ingress.domain.DnsRecord.State;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.testkit.DnsZone;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of each of the usual mistakes. */
class DomainRecordsTest {
    private static final String SELECTOR = "migo1._domainkey.";
    private static final DkimKeys.GeneratedKey RSA = DkimKeys.generate(DkimAlgorithm.RSA);
    private static final DkimKeys.GeneratedKey ED25519 = DkimKeys.generate(DkimAlgorithm.ED25519);

    private final DnsZone zone = DnsZone.start();
    private final DnsJavaResolver dns =
            new DnsJavaResolver(ResolverOptions.of(zone.address()).withMaxAge(Duration.ZERO), TimeSource.SYSTEM);
    private final DomainRecords records = new DomainRecords(dns, "Track.Migomail.Example.", "spf.migomail.example");
    private final Domain shop = domain("shop.example");

    @AfterEach
    void close() {
        dns.close();
        zone.close();
    }

    private static Domain domain(String name) {
        return Domain.newBuilder()
                .setId("dom_1")
                .setName(name)
                .addSelectors(selector("migo1", RSA))
                .addSelectors(selector("migo1e", ED25519))
                .build();
    }

    private static DkimSelector selector(String name, DkimKeys.GeneratedKey key) {
        return DkimSelector.newBuilder()
                .setSelector(name)
                .setAlgorithm(key.algorithm().word())
                .setPublicKey(key.publicKey())
                .build();
    }

    private DnsRecord look(Domain domain, Purpose purpose) throws Exception {
        return records.look(domain).toCompletableFuture().get(1, TimeUnit.MINUTES).stream()
                .filter(r -> r.wanted().purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    private void said(State state, String hint, Purpose purpose) throws Exception {
        said(shop, state, hint, purpose);
    }

    private void said(Domain domain, State state, String hint, Purpose purpose) throws Exception {
        DnsRecord record = look(domain, purpose);
        assertEquals(state, record.state(), record.toString());
        assertTrue(record.hint().contains(hint), record.hint());
    }

    @Test
    void exactlyThreeRecordsAreRequired() {
        List<DnsRecord.Wanted> wanted = records.wanted(shop);
        assertEquals(
                List.of(Purpose.DKIM_RSA, Purpose.SPF, Purpose.TRACKING_AND_RETURN_PATH),
                wanted.stream()
                        .filter(DnsRecord.Wanted::required)
                        .map(DnsRecord.Wanted::purpose)
                        .toList());
        assertEquals(5, wanted.size());
    }

    @Test
    void whatIsWantedIsVerifiedWhereItStands() throws Exception {
        for (DnsRecord.Wanted wanted : records.wanted(shop)) {
            if (wanted.type().equals("TXT")) {
                zone.txt(wanted.name(), wanted.value());
            } else {
                zone.cname(wanted.name(), wanted.value());
            }
        }
        for (DnsRecord record : records.look(shop).toCompletableFuture().get(1, TimeUnit.MINUTES)) {
            assertTrue(record.verified(), record.toString());
        }
    }

    @Test
    void anUnansweredQuestionIsNoVerdict() throws Exception {
        zone.fault(SELECTOR + "shop.example", DnsZone.Fault.SERVFAIL);
        said(State.PENDING, "SERVFAIL", Purpose.DKIM_RSA);
    }

    @Test
    void aDomainThatDoesNotExistIsToldSo() throws Exception {
        said(State.MISSING, "The DNS knows no domain shop.example", Purpose.SPF);
        said(State.MISSING, "No such record at mg.shop.example yet", Purpose.TRACKING_AND_RETURN_PATH);
    }

    @Test
    void aZoneNameTwiceIsTold() throws Exception {
        zone.txt(SELECTOR + "shop.example.shop.example", RSA.txtRecord());
        said(State.MISSING, "Enter migo1._domainkey as its name", Purpose.DKIM_RSA);
        zone.txt("shop.example.shop.example", "v=spf1 include:spf.migomail.example ~all");
        said(State.MISSING, "Enter @ (or nothing)", Purpose.SPF);
        zone.cname("mg.shop.example.shop.example", "track.migomail.example");
        said(State.MISSING, "Enter mg as its name", Purpose.TRACKING_AND_RETURN_PATH);
        zone.txt("migo1e._domainkey.news.shop.example.shop.example", ED25519.txtRecord());
        said(domain("news.shop.example"), State.MISSING, "Enter migo1e._domainkey.news as", Purpose.DKIM_ED25519);
    }

    @Test
    void aTxtAtAWrongNameIsTold() throws Exception {
        zone.txt("migo1.shop.example", RSA.txtRecord());
        said(State.MISSING, "It stands at migo1.shop.example instead of", Purpose.DKIM_RSA);
        zone.txt("_spf.shop.example", "v=spf1 include:spf.migomail.example ~all");
        said(State.MISSING, "It stands at _spf.shop.example", Purpose.SPF);
        zone.txt("shop.example", "v=DMARC1; p=none");
        said(State.MISSING, "It stands at shop.example", Purpose.DMARC);
        said(domain("news.shop.example"), State.MISSING, "No such record", Purpose.DKIM_ED25519);
    }

    @Test
    void aKeyThatIsCutOffIsTold() throws Exception {
        zone.txt(SELECTOR + "shop.example", RSA.txtRecord().substring(0, 255));
        said(State.MISMATCH, "The key is cut off after ", Purpose.DKIM_RSA);
    }

    @Test
    void aKeyWhoseBeginningIsMissingIsTold() throws Exception {
        zone.txt(
                SELECTOR + "shop.example",
                "v=DKIM1; k=rsa; p=" + RSA.publicKey().substring(100));
        said(State.MISMATCH, "The first 100 characters of the key are missing", Purpose.DKIM_RSA);
    }

    @Test
    void aKeySplitIntoTwoRecordsIsTold() throws Exception {
        zone.txt(SELECTOR + "shop.example", RSA.txtRecord().substring(0, 255))
                .txt(SELECTOR + "shop.example", RSA.txtRecord().substring(255));
        said(State.MISMATCH, "split into 2 records", Purpose.DKIM_RSA);
    }

    @Test
    void stringsInTheWrongOrderAreTold() throws Exception {
        String key = RSA.publicKey();
        zone.txt(SELECTOR + "shop.example", "v=DKIM1; k=rsa; p=" + key.substring(200) + key.substring(0, 200));
        said(State.MISMATCH, "wrong order", Purpose.DKIM_RSA);
    }

    @Test
    void anotherKeyAnEmptyOneAndSeveralAreTold() throws Exception {
        zone.txt(SELECTOR + "shop.example", DkimKeys.generateRsa2048().txtRecord());
        said(State.MISMATCH, "Another key stands there", Purpose.DKIM_RSA);
        zone.txt("migo1e._domainkey.shop.example", "v=DKIM1; p=");
        said(State.MISMATCH, "revoked", Purpose.DKIM_ED25519);
        Domain two = domain("two.example");
        zone.txt(SELECTOR + "two.example", RSA.txtRecord()).txt(SELECTOR + "two.example", "hello");
        said(two, State.MISMATCH, "There are 2 TXT records at this name", Purpose.DKIM_RSA);
    }

    @Test
    void tagsThatMakeReceiversRefuseAKeyAreTold() throws Exception {
        zone.txt(SELECTOR + "a.example", RSA.txtRecord() + "; h=sha1");
        said(domain("a.example"), State.MISMATCH, "h=", Purpose.DKIM_RSA);
        zone.txt(SELECTOR + "b.example", "k=ed25519; p=" + RSA.publicKey());
        said(domain("b.example"), State.MISMATCH, "k=rsa is expected", Purpose.DKIM_RSA);
        zone.txt(
                SELECTOR + "c.example",
                "p=" + RSA.publicKey().replaceAll("(.{64})", "$1 ") + "; t=s; s=email; h=sha1:sha256");
        said(domain("c.example"), State.VERIFIED, "", Purpose.DKIM_RSA);
    }

    @Test
    void quotationMarksWithinAValueAreTold() throws Exception {
        String key = RSA.txtRecord();
        zone.txt(SELECTOR + "shop.example", "\"" + key.substring(0, 255) + "\" \"" + key.substring(255) + "\"");
        said(State.MISMATCH, "quotation marks", Purpose.DKIM_RSA);
        zone.txt("shop.example", "\"v=spf1 include:spf.migomail.example ~all\"");
        said(State.MISMATCH, "quotation marks", Purpose.SPF);
        zone.txt("migo1e._domainkey.shop.example", ED25519.txtRecord().replace(";", "\\;"));
        said(State.MISMATCH, "backslashes", Purpose.DKIM_ED25519);
    }

    @Test
    void aSecondSpfRecordIsTold() throws Exception {
        zone.txt("shop.example", "v=spf1 mx -all").txt("shop.example", "v=spf1 include:spf.migomail.example ~all");
        said(State.MISMATCH, "There are 2 SPF records", Purpose.SPF);
    }

    @Test
    void aMissingIncludeIsToldWithTheRecordToPublish() throws Exception {
        zone.txt("shop.example", "site-verification=1").txt("shop.example", "v=spf1 mx -all");
        said(State.MISMATCH, "Publish v=spf1 mx include:spf.migomail.example -all", Purpose.SPF);
        zone.txt("b.example", "v=spf1 mx -all include:spf.migomail.example");
        said(domain("b.example"), State.MISMATCH, "without effect where it stands", Purpose.SPF);
        zone.txt("c.example", "v=spf1 mx includ:spf.migomail.example -all");
        said(domain("c.example"), State.MISMATCH, "'includ:spf.migomail.example' is no SPF term", Purpose.SPF);
    }

    @Test
    void anIncludeWithinAnIncludeIsAsGood() throws Exception {
        zone.txt("_spf.shop.example", "v=spf1 include:spf.migomail.example -all")
                .txt("shop.example", "v=spf1 include:_spf.shop.example ~all");
        said(State.VERIFIED, "", Purpose.SPF);
    }

    @Test
    void moreThanTenLookupsAreCounted() throws Exception {
        zone.txt("many.example", "v=spf1 a mx a:a.example a:b.example a:c.example exists:d.example ptr -all")
                .txt("spf.migomail.example", "v=spf1 ip4:192.0.2.1 -all");
        zone.txt("ten.example", "v=spf1 include:many.example mx include:spf.migomail.example -all");
        said(domain("ten.example"), State.VERIFIED, "", Purpose.SPF);
        zone.txt("eleven.example", "v=spf1 include:many.example a mx include:spf.migomail.example -all");
        said(domain("eleven.example"), State.MISMATCH, "needs 11 DNS look-ups", Purpose.SPF);
    }

    @Test
    void anIncludeOfSomebodyElseThatLeadsNowhereIsTold() throws Exception {
        zone.txt("shop.example", "v=spf1 include:gone.example include:spf.migomail.example ~all");
        said(State.MISMATCH, "include:gone.example leads to no usable SPF record", Purpose.SPF);
    }

    @Test
    void anAliasThatPointsElsewhereIsFlattenedOrNoneIsTold() throws Exception {
        zone.cname("mg.a.example", "other.example");
        said(domain("a.example"), State.MISMATCH, "points to other.example", Purpose.TRACKING_AND_RETURN_PATH);
        zone.cname("mg.b.example", "track.migomail.example.b.example");
        said(domain("b.example"), State.MISMATCH, "appended the zone to the target", Purpose.TRACKING_AND_RETURN_PATH);
        zone.a("mg.c.example", "192.0.2.7");
        said(domain("c.example"), State.MISMATCH, "flattening", Purpose.TRACKING_AND_RETURN_PATH);
        zone.txt("mg.d.example", "track.migomail.example");
        said(domain("d.example"), State.MISMATCH, "type must be CNAME", Purpose.TRACKING_AND_RETURN_PATH);
        zone.cname("mg.e.example", "mail.e.example").cname("mail.e.example", "track.migomail.example");
        said(domain("e.example"), State.VERIFIED, "", Purpose.TRACKING_AND_RETURN_PATH);
        zone.cname("mg.f.example", "mail.f.example").cname("mail.f.example", "mg.f.example");
        said(domain("f.example"), State.MISMATCH, "circle", Purpose.TRACKING_AND_RETURN_PATH);
    }

    @Test
    void dmarcIsAdvisedUpon() throws Exception {
        zone.txt("_dmarc.a.example", "v=DMARC1; rua=mailto:d@a.example");
        said(domain("a.example"), State.MISMATCH, "comes the policy", Purpose.DMARC);
        zone.txt("_dmarc.b.example", "v=DMARC1; p=none");
        said(domain("b.example"), State.VERIFIED, "Add rua=", Purpose.DMARC);
        zone.txt("_dmarc.c.example", "v=DMARC1;p=reject; adkim=s");
        said(domain("c.example"), State.VERIFIED, "adkim=s", Purpose.DMARC);
        said(domain("news.c.example"), State.VERIFIED, "The policy of c.example holds", Purpose.DMARC);
        zone.txt("_dmarc.d.example", "v=DMARC1; p=none").txt("_dmarc.d.example", "v=DMARC1; p=reject");
        said(domain("d.example"), State.MISMATCH, "There are 2 DMARC records", Purpose.DMARC);
    }
}
