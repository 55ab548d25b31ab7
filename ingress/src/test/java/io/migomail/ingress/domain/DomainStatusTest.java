package io.migomail.ingress.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.record.Domain;
import io.migomail.ingress.domain.DnsRecord.Purpose;
import io.migomail.ingress.domain.DnsRecord.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainStatusTest {
    private static final long START = 1_000_000_000_000L;
    private static final Domain NEW = Domain.newBuilder()
            .setId("dom_1")
            .setName("shop.example")
            .setCreatedAt(START)
            .build();

    private static DnsRecord record(Purpose purpose, boolean required, State state) {
        DnsRecord.Wanted wanted = new DnsRecord.Wanted(purpose, "shop.example", "TXT", "shop.example", "x", required);
        return new DnsRecord(wanted, List.of(), state, "");
    }

    private static List<DnsRecord> required(State first, State second) {
        return List.of(
                record(Purpose.DKIM_RSA, true, first),
                record(Purpose.SPF, true, second),
                record(Purpose.DMARC, false, State.MISSING));
    }

    private static Domain verified() {
        return DomainStatus.after(NEW, required(State.VERIFIED, State.VERIFIED), START + 1);
    }

    @Test
    void aDomainIsVerifiedByItsRequiredRecords() {
        Domain pending = DomainStatus.after(NEW, required(State.VERIFIED, State.MISSING), START + 1);
        assertEquals(DomainStatus.PENDING, DomainStatus.of(pending));
        assertEquals(3, pending.getLooksCount());
        Domain verified = verified();
        assertEquals(DomainStatus.VERIFIED, DomainStatus.of(verified));
        assertEquals(START + 1, verified.getVerifiedAt());
        Domain later = DomainStatus.after(verified, required(State.VERIFIED, State.VERIFIED), START + 2);
        assertEquals(START + 1, later.getVerifiedAt());
        assertEquals(START + 2, later.getCheckedAt());
    }

    @Test
    void noAnswerProvesNothingHoweverLong() {
        Domain domain = verified();
        for (int day = 1; day < 100; day++) {
            domain = DomainStatus.after(
                    domain,
                    required(State.PENDING, State.VERIFIED),
                    START + Duration.ofDays(day).toMillis());
        }
        assertEquals(DomainStatus.VERIFIED, DomainStatus.of(domain));
    }

    @Test
    void recordsThatAreGoneAreToldAtOnceAndCountAfterThreeDays() {
        Domain domain = verified();
        long first = START + 1000;
        for (int hour = 0; hour < 72; hour++) {
            State other = hour % 2 == 0 ? State.PENDING : State.VERIFIED;
            domain = DomainStatus.after(
                    domain,
                    required(State.MISSING, other),
                    first + Duration.ofHours(hour).toMillis());
            assertEquals(DomainStatus.TEMPORARY_FAILURE, DomainStatus.of(domain));
            assertEquals(first + Limits.DOMAIN_GRACE.toMillis(), DomainStatus.failsAt(domain));
        }
        domain = DomainStatus.after(
                domain, required(State.MISMATCH, State.VERIFIED), first + Limits.DOMAIN_GRACE.toMillis());
        assertEquals(DomainStatus.FAILED, DomainStatus.of(domain));
        assertFalse(domain.getVerified());
        domain = DomainStatus.after(
                domain, required(State.VERIFIED, State.VERIFIED), first + 2 * Limits.DOMAIN_GRACE.toMillis());
        assertEquals(DomainStatus.VERIFIED, DomainStatus.of(domain));
        assertEquals(0, DomainStatus.failsAt(domain));
    }

    @Test
    void fewLooksAreNoProofHoweverFarApart() {
        Domain domain = verified();
        for (int look = 1; look < Limits.DOMAIN_GRACE_LOOKS; look++) {
            domain = DomainStatus.after(
                    domain,
                    required(State.MISSING, State.VERIFIED),
                    START + Duration.ofDays(4L * look).toMillis());
            assertEquals(DomainStatus.TEMPORARY_FAILURE, DomainStatus.of(domain), "look " + look);
        }
    }

    @Test
    void oneLookAtWhichAllIsRightBeginsTheGraceAfresh() {
        Domain domain = DomainStatus.after(verified(), required(State.MISSING, State.VERIFIED), START + 10);
        domain = DomainStatus.after(domain, required(State.VERIFIED, State.VERIFIED), START + 20);
        domain = DomainStatus.after(domain, required(State.MISSING, State.VERIFIED), START + 30);
        assertEquals(START + 30, domain.getFailingSince());
        assertEquals(1, domain.getFailingLooks());
    }

    @Test
    void theOperatorsWordStandsUntilTheDnsSaysTheSame() {
        Domain assumed = NEW.toBuilder()
                .setVerified(true)
                .setVerifiedAt(START)
                .setAssumed(true)
                .build();
        Domain looked = DomainStatus.after(assumed, required(State.MISSING, State.MISSING), START + 5);
        assertEquals(DomainStatus.VERIFIED, DomainStatus.of(looked));
        Domain seen = DomainStatus.after(looked, required(State.VERIFIED, State.VERIFIED), START + 6);
        assertFalse(seen.getAssumed());
        assertTrue(seen.getVerified());
    }
}
