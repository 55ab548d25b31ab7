package io.migomail.mail.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void theRightPasswordMatchesAndNoOther() {
        String hash = PasswordHash.of("correct horse battery", random);
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(PasswordHash.matches("correct horse battery", hash));
        assertFalse(PasswordHash.matches("correct horse batterz", hash));
        assertFalse(PasswordHash.matches("", hash));
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertNotEquals(PasswordHash.of("correct horse", random), PasswordHash.of("correct horse", random));
    }

    @Test
    void theFormOfItsLettersDoesNotCount() {
        assertTrue(PasswordHash.matches("cafe\u0301 au lait", PasswordHash.of("caf\u00e9 au lait", random)));
    }

    /** From the tests of the reference implementation, which is another hand. */
    @Test
    void itReadsWhatTheReferenceImplementationWrote() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertTrue(PasswordHash.matches("password", hash));
        assertFalse(PasswordHash.matches("differentpassword", hash));
    }

    @Test
    void whatIsNoHashIsRefused() {
        for (String text : List.of(
                "",
                "password",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")) {
            assertEquals(
                    IllegalArgumentException.class,
                    assertThrows(IllegalArgumentException.class, () -> PasswordHash.matches("x", text))
                            .getClass(),
                    text);
        }
    }
}
