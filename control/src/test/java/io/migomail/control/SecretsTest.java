package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Environment;
import io.migomail.core.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private final MasterKey master = new MasterKey(new byte[32]);
    private final SecretBox box = new SecretBox(master, new SecureRandom());

    private static byte[] key(MasterKey of) {
        return of.derive("x").get(0);
    }

    @Test
    void whatIsSealedForAnEntityOpensForItOnly() {
        byte[] secret = "hush".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = box.seal(secret, "dom_1");
        assertArrayEquals(secret, box.open(sealed, "dom_1"));
        assertThrows(IllegalArgumentException.class, () -> box.open(sealed, "dom_2"));
        sealed[sealed.length - 1] ^= 1;
        assertThrows(IllegalArgumentException.class, () -> box.open(sealed, "dom_1"));
        assertThrows(IllegalArgumentException.class, () -> box.open(new byte[0], "dom_1"));
    }

    @Test
    void subkeysDifferByPurposeAndNotByTime() {
        assertArrayEquals(key(master), key(new MasterKey(new byte[32])));
        assertFalse(Arrays.equals(key(master), master.derive("y").get(0)));
    }

    @Test
    void aLocalRunMakesItsKeyOnceReadableByItsOwnerOnly(@TempDir Path folder) throws Exception {
        Settings settings = Settings.from(Map.of());
        assertThrows(IllegalStateException.class, () -> MasterKey.resolve(settings, Map.of(), folder, false));
        byte[] first = key(MasterKey.resolve(settings, Map.of(), folder, true));
        assertArrayEquals(first, key(MasterKey.resolve(settings, Map.of(), folder, false)));
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("master.key")));
        assertEquals(Set.of("master.key"), Set.of(folder.toFile().list()));
    }

    @Test
    void theSettingWinsAndAWrongOneIsRefusedWithoutBeingQuoted(@TempDir Path folder) throws Exception {
        String base64 = Base64.getEncoder().encodeToString(new byte[32]);
        Settings given = Settings.from(Map.of("MIGO_MASTER_KEY", base64));
        assertArrayEquals(key(master), key(MasterKey.resolve(given, Map.of(), folder, false)));
        Settings wrong = Settings.from(Map.of("MIGO_MASTER_KEY", "c2hvcnQ="));
        var e = assertThrows(IllegalArgumentException.class, () -> MasterKey.resolve(wrong, Map.of(), folder, false));
        assertFalse(e.getMessage().contains("c2hvcnQ="));
    }

    @Test
    void everyMadeKeyParsesAndEveryTypoAndTruncationDoesNot() {
        Random random = new Random(7);
        for (Environment environment : Environment.values()) {
            String key = ApiKeys.generate(environment, random);
            assertTrue(key.matches("migo_sk_" + environment.word() + "_[0-9A-Za-z]{49}"), key);
            ApiKeys.Parsed parsed = ApiKeys.parse(key);
            assertNotNull(parsed);
            assertEquals(environment, parsed.environment());
            assertTrue(ApiKeys.sameHash(ApiKeys.hash(key), parsed.hash()));
            for (int i = 0; i < key.length(); i++) {
                assertNull(ApiKeys.parse(key.substring(0, i)));
                char other = key.charAt(i) == 'a' ? 'b' : 'a';
                assertNull(ApiKeys.parse(key.substring(0, i) + other + key.substring(i + 1)));
            }
            assertNull(ApiKeys.parse(key + "a"));
        }
        assertNotEquals(ApiKeys.generate(Environment.LIVE, random), ApiKeys.generate(Environment.LIVE, random));
    }

    @Test
    void adminIncludesEveryScopeAndOthersOnlyThemselves() {
        assertEquals(12, Scope.words().size());
        assertTrue(Scope.MESSAGES_SEND.grantedBy(Set.of("messages:send")));
        assertTrue(Scope.MESSAGES_SEND.grantedBy(Set.of("admin")));
        assertFalse(Scope.MESSAGES_SEND.grantedBy(Set.of("messages:read")));
        assertEquals(Scope.STATS_READ, Scope.of("stats:read"));
        assertNull(Scope.of("stats"));
    }
}
