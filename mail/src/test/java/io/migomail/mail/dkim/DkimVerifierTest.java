package io.migomail.mail.dkim;

import static io.migomail.mail.dkim.DkimFixtures.bytes;
import static io.migomail.mail.dkim.DkimFixtures.message;
import static io.migomail.mail.dkim.DkimFixtures.resource;
import static io.migomail.mail.dkim.DkimFixtures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.dkim.DkimVerdict.Result;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DkimVerifierTest {
    private static final String BRISBANE = "brisbane._domainkey.football.example.com";
    private static final String PLAIN = "From: a@mail.example.com\r\nSubject: hi\r\n\r\nHello.\r\n";

    /** RFC 8463 A.2. */
    private static final String RFC_RSA_KEY =
            "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/"
                    + "J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
                    + "Ip3G+2kryOTIKT+l/K4w3QIDAQAB";

    /** RFC 8463 A.2; the public half of the first seed of RFC 8032 7.1. */
    private static final String RFC_ED25519_KEY = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    /** RFC 8463 A.3, the Ed25519 signature. */
    private static final String RFC_8463 = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
            + " d=football.example.com; i=@football.example.com;\r\n"
            + " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
            + " subject : date : message-id : from : subject : date;\r\n"
            + " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
            + " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
            + " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n";

    @Test
    void the_signature_of_rfc_8463_passes() {
        Map<String, String> records = Map.of(BRISBANE, RFC_ED25519_KEY);
        byte[] signed = bytes(RFC_8463 + text(message("rfc6376.msg")));
        assertEquals(List.of(), failures(records, signed));
    }

    @Test
    void simple_signatures_made_by_another_implementation_pass() {
        Map<String, String> records =
                Map.of(BRISBANE, RFC_ED25519_KEY, "test._domainkey.football.example.com", RFC_RSA_KEY);
        List<DkimVerdict> verdicts = DkimFixtures.verifier(records).verify(message("rfc6376.signed.msg"));
        assertEquals(2, verdicts.size());
        assertEquals(List.of(), failures(records, message("rfc6376.signed.msg")));
        assertEquals(List.of(), failures(records, message("rfc6376.signed.rsa.msg")));
    }

    @Test
    void our_signature_with_the_seed_of_rfc_8032_passes_under_the_published_key() {
        byte[] seed =
                Base64.getDecoder().decode(text(resource("rfc8032_7_1.key")).strip());
        DkimKey key = DkimKey.ed25519("football.example.com", "brisbane", seed);
        byte[] signed = DkimFixtures.signer().signed(message("ed25519test.msg"), List.of(key));
        assertEquals(List.of(), failures(Map.of(BRISBANE, RFC_ED25519_KEY), signed));
    }

    @ParameterizedTest
    @CsvSource({"d=mail, d=mial", "a=rsa-sha256, a=rsa-sha1", "v=1, v=2", "bh=, bx=", "h=from, g=from", "s=r1, s=r2"})
    void a_damaged_signature_is_an_error_with_a_reason(String from, String to) {
        List<DkimKey> rsa = DkimFixtures.KEYS.subList(0, 1);
        String signed = text(DkimFixtures.signer().signed(bytes(PLAIN), rsa)).replace(from, to);
        List<DkimVerdict> verdicts = DkimFixtures.verifier(DkimFixtures.RECORDS).verify(bytes(signed));
        assertEquals(1, verdicts.size());
        assertEquals(Result.PERMERROR, verdicts.get(0).result());
        assertTrue(verdicts.get(0).reason().length() > 5);
    }

    @ParameterizedTest
    @CsvSource({
        "v=DKIM1; k=rsa; p=, key is revoked",
        "v=DKIM2; k=rsa; p=AAAA, key record is not of version DKIM1",
        "k=ed25519; p=AAAA, key is of another type than the signature",
        "k=rsa, key record has no p=",
        "k=rsa; h=sha1; p=AAAA, key does not allow sha256",
        "k=rsa; s=chat; p=AAAA, key is not for e-mail",
        "k=rsa; p=AAAA, key is not RSA",
        "k=rsa; p=AAAA; p=BBBB, tag p occurs twice"
    })
    void a_key_that_does_not_fit_is_an_error_with_its_reason(String record, String reason) {
        byte[] signed = DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS.subList(0, 1));
        DkimVerdict verdict = DkimFixtures.verifier(Map.of("r1._domainkey.mail.example.com", record))
                .verify(signed)
                .get(0);
        assertEquals(Result.PERMERROR, verdict.result());
        assertEquals(reason, verdict.reason());
    }

    @Test
    void another_key_of_the_same_type_fails() {
        byte[] signed = DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS);
        Map<String, String> others = Map.of(
                "r1._domainkey.mail.example.com", DkimKeys.generateRsa2048().txtRecord(),
                "e1._domainkey.mail.example.com", DkimKeys.generateEd25519().txtRecord());
        for (DkimVerdict verdict : DkimFixtures.verifier(others).verify(signed)) {
            assertEquals(Result.FAIL, verdict.result());
        }
    }

    @Test
    void a_key_that_cannot_be_looked_up_now_is_a_temporary_error() {
        byte[] signed = DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS);
        DkimVerifier verifier = new DkimVerifier(
                (selector, domain) -> {
                    throw new IOException("SERVFAIL");
                },
                DkimFixtures.at(0));
        for (DkimVerdict verdict : verifier.verify(signed)) {
            assertEquals(Result.TEMPERROR, verdict.result());
            assertEquals("SERVFAIL", verdict.reason());
        }
    }

    @Test
    void noise_ends_in_verdicts_never_in_exceptions() {
        DkimVerifier verifier = DkimFixtures.verifier(DkimFixtures.RECORDS);
        byte[] signed = DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS);
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] noisy = signed.clone();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                noisy[random.nextInt(text(noisy).indexOf("From:"))] =
                        (byte) ";=:/ \r\nab1\u00ff".charAt(random.nextInt(11));
            }
            for (DkimVerdict verdict : verifier.verify(noisy)) {
                assertTrue(verdict.passed() || !verdict.reason().isEmpty(), "seed " + seed);
            }
        }
    }

    @Test
    void signatures_past_the_tenth_are_not_computed() {
        String signed = text(DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS.subList(1, 2)));
        String one = signed.substring(0, signed.length() - PLAIN.length());
        List<DkimVerdict> verdicts = DkimFixtures.verifier(DkimFixtures.RECORDS).verify(bytes(one.repeat(12) + PLAIN));
        assertEquals(12, verdicts.size());
        assertEquals("too many signatures", verdicts.get(11).reason());
        assertTrue(verdicts.get(9).passed());
    }

    @Test
    void an_unsigned_message_has_no_verdicts() {
        assertEquals(List.of(), DkimFixtures.verifier(Map.of()).verify(bytes(PLAIN)));
    }

    private static List<DkimVerdict> failures(Map<String, String> records, byte[] signed) {
        List<DkimVerdict> verdicts = DkimFixtures.verifier(records).verify(signed);
        assertTrue(!verdicts.isEmpty());
        return verdicts.stream().filter(v -> !v.passed()).toList();
    }
}
