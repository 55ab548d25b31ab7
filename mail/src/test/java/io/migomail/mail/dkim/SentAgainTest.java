package io.migomail.mail.dkim;

import static io.migomail.mail.dkim.DkimFixtures.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.migomail.core.Ids;
import org.junit.jupiter.api.Test;

class SentAgainTest {
    private static final byte[] MAIL =
            bytes("From: a@mail.example.com\r\nTo: b@example.net\r\nList-Id: <l.example.com>\r\n"
                    + "Subject: a subject\r\n\r\nHello.\r\n");

    private static final long SECOND = DkimFixtures.NOW / 1000;

    private final DkimSigner.Signed signed = DkimFixtures.signer().sign(MAIL, DkimFixtures.KEYS);
    private final byte[] digest = Ids.sha256(signed.message());

    @Test
    void mail_is_found_octet_for_octet() {
        assertArrayEquals(signed.message(), SentAgain.find(MAIL, signed.signatures(), SECOND - 2, SECOND + 2, digest));
    }

    @Test
    void nothing_is_found_beside_its_second_or_of_another_mail() {
        assertNull(SentAgain.find(MAIL, signed.signatures(), SECOND + 1, SECOND + 3, digest));
        MAIL[MAIL.length - 4]++;
        assertNull(SentAgain.find(MAIL, signed.signatures(), SECOND - 2, SECOND + 2, digest));
        MAIL[MAIL.length - 4]--;
    }
}
