package io.migomail.mail.dkim;

import static io.migomail.mail.dkim.DkimFixtures.bytes;
import static io.migomail.mail.dkim.DkimFixtures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimSignerTest {
    private static final String PLAIN =
            "From: a@mail.example.com\r\nTo: b@example.net\r\nSubject: hi\r\n\r\nHello.\r\n";

    @Test
    void one_signature_a_key_in_the_order_of_the_keys() {
        String head = text(DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS));
        assertEquals(2, head.split("DKIM-Signature: ", -1).length - 1);
        assertTrue(head.indexOf("a=rsa-sha256") < head.indexOf("a=ed25519-sha256"));
        assertTrue(head.endsWith("\r\n"));
        assertTrue(head.contains("t=" + DkimFixtures.NOW / 1000));
        assertFalse(head.matches("(?s).*[ ;]l=.*"));
    }

    @Test
    void lines_of_the_signature_stay_below_78_characters() {
        for (String line : text(DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS))
                .split("\r\n")) {
            assertTrue(line.length() <= 78, line);
        }
    }

    @Test
    void the_ed25519_signature_is_deterministic_and_the_rsa_one_too() {
        byte[] once = DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS);
        assertEquals(text(once), text(DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS)));
    }

    @Test
    void what_the_signatures_say_is_told_beside_them() {
        DkimSigner.Signed signed = DkimFixtures.signer().sign(bytes(PLAIN), DkimFixtures.KEYS);
        MessageFields fields = MessageFields.of(signed.message());
        List<String> said = new ArrayList<>();
        for (MessageFields.Field field : fields.fields().subList(0, DkimFixtures.KEYS.size())) {
            SignatureField read = SignatureField.of(
                    TagList.parse(text(Arrays.copyOfRange(signed.message(), field.value(), field.end()))));
            said.add(String.join(
                    " ",
                    read.domain(),
                    read.selector(),
                    read.algorithm().tag(),
                    Base64.getEncoder().encodeToString(read.bodyHash()),
                    Base64.getEncoder().encodeToString(read.signature())));
        }
        assertEquals(
                said,
                signed.signatures().stream()
                        .map(mark -> String.join(
                                " ",
                                mark.domain(),
                                mark.selector(),
                                mark.algorithm(),
                                Base64.getEncoder().encodeToString(mark.bodyHash()),
                                Base64.getEncoder().encodeToString(mark.signature())))
                        .toList());
    }

    @Test
    void odd_messages_verify() {
        DkimVerifier verifier = DkimFixtures.verifier(DkimFixtures.RECORDS);
        for (int seed = 0; seed < 400; seed++) {
            byte[] signed = DkimFixtures.signer().signed(DkimFixtures.odd(new Random(seed)), DkimFixtures.KEYS);
            List<DkimVerdict> verdicts = verifier.verify(signed);
            assertEquals(2, verdicts.size());
            for (DkimVerdict verdict : verdicts) {
                assertEquals("", verdict.reason(), "seed " + seed);
                assertTrue(verdict.passed(), "seed " + seed);
            }
        }
    }

    @Test
    void what_transport_may_change_does_not_break_the_signature() {
        String signed = text(DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS));
        String moved = "Received: by somebody\r\n"
                + signed.replace("Subject: hi", "SUBJECT:\r\n\t  hi ").replace("Hello.", "Hello. \t") + "\r\n\r\n";
        assertTrue(DkimFixtures.verifier(DkimFixtures.RECORDS).verify(bytes(moved)).stream()
                .allMatch(DkimVerdict::passed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Cc", "Subject", "Date", "Reply-To", "Message-ID", "Content-Type"})
    void a_field_added_later_breaks_the_signature(String name) {
        String signed =
                name + ": x@evil.example\r\n" + text(DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS));
        for (DkimVerdict verdict : DkimFixtures.verifier(DkimFixtures.RECORDS).verify(bytes(signed))) {
            assertEquals(DkimVerdict.Result.FAIL, verdict.result());
        }
    }

    @Test
    void one_changed_octet_anywhere_in_a_signed_part_breaks_the_signature() {
        byte[] signed = DkimFixtures.signer().signed(bytes(PLAIN), DkimFixtures.KEYS);
        int body = text(signed).indexOf("Hello.");
        signed[body + 2] ^= 1;
        for (DkimVerdict verdict : DkimFixtures.verifier(DkimFixtures.RECORDS).verify(signed)) {
            assertEquals("body was changed", verdict.reason());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@b.c\nTo: d\r\n\r\nx\r\n",
                "From: a@b.c\r\n\r\nx\ry\r\n",
                "From: a@b.c\r\n\r\nx\n",
                "From: a@b.c\r\n\r\nx\r",
                "From: a@b.c\r\n\r\nx\r\r\n",
                "From: a@b.c\r\nno field\r\n\r\nx\r\n",
                " From: a@b.c\r\n\r\nx\r\n",
                "To: a@b.c\r\n\r\nx\r\n",
                "From: a@b.c\r\nfrom : x@y.z\r\n\r\nx\r\n",
                "From: a@b.c",
                ""
            })
    void what_is_not_canonical_or_has_not_one_author_is_refused(String message) {
        assertThrows(
                IllegalArgumentException.class, () -> DkimFixtures.signer().signed(bytes(message), DkimFixtures.KEYS));
    }

    @Test
    void body_hashes_of_empty_bodies_are_those_of_the_rfc() {
        byte[] message = bytes("From: a@b.c\r\n\r\n\r\n \t\r\n");
        int body = bytes("From: a@b.c\r\n\r\n").length;
        // RFC 6376 3.4.3 and 3.4.4
        assertEquals("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", hash(message, body, true));
        assertEquals("frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=", hash(bytes("From: a@b.c\r\n\r\n"), body, false));
    }

    @Test
    void a_large_body_is_signed_as_a_small_one() {
        byte[] signed = DkimFixtures.signer()
                .signed(bytes(PLAIN + "0123456789 \tabc  d\r\n".repeat(200_000)), DkimFixtures.KEYS);
        assertTrue(DkimFixtures.verifier(DkimFixtures.RECORDS).verify(signed).stream()
                .allMatch(DkimVerdict::passed));
    }

    private static String hash(byte[] message, int body, boolean relaxed) {
        return Base64.getEncoder()
                .encodeToString(Canonical.body(message, body, relaxed, -1).hash());
    }
}
