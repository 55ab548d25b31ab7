package io.migomail.mail.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimKeyTest {
    @Test
    void generated_keys_come_back_from_their_stored_form() {
        DkimKeys.GeneratedKey rsa = DkimKeys.generate(DkimAlgorithm.RSA);
        DkimKey key = DkimKey.of("Example.COM", "s2026", rsa.algorithm(), rsa.privateKey());
        assertEquals("s2026._domainkey.example.com", key.dnsName());
        assertTrue(rsa.txtRecord().startsWith("v=DKIM1; k=rsa; p=MIIBIj"));
        DkimKeys.GeneratedKey ed = DkimKeys.generate(DkimAlgorithm.ED25519);
        assertEquals(32, ed.privateKey().length);
        assertEquals(32, Base64.getDecoder().decode(ed.publicKey()).length);
        assertEquals("v=DKIM1; k=ed25519; p=" + ed.publicKey(), ed.txtRecord());
    }

    @Test
    void nothing_printed_shows_a_private_key() {
        DkimKeys.GeneratedKey ed = DkimKeys.generateEd25519();
        String secret = Base64.getEncoder().encodeToString(ed.privateKey());
        assertFalse(ed.toString().contains(secret));
        assertFalse(DkimKey.ed25519("a.b", "s", ed.privateKey()).toString().contains(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX: y", "ä.example", "a..b", ".a", "a;b", "a."})
    void a_name_that_could_not_stand_in_a_tag_is_refused(String name) {
        byte[] seed = new byte[32];
        assertThrows(IllegalArgumentException.class, () -> DkimKey.ed25519(name, "s", seed));
        assertThrows(IllegalArgumentException.class, () -> DkimKey.ed25519("example.com", name, seed));
    }

    @Test
    void keys_that_are_too_short_or_of_another_form_are_refused() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(512);
        byte[] small = generator.generateKeyPair().getPrivate().getEncoded();
        assertThrows(IllegalArgumentException.class, () -> DkimKey.rsa("a.b", "s", small));
        assertThrows(IllegalArgumentException.class, () -> DkimKey.rsa("a.b", "s", new byte[] {1, 2, 3}));
        assertThrows(IllegalArgumentException.class, () -> DkimKey.ed25519("a.b", "s", new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> DkimAlgorithm.of("dsa"));
    }
}
