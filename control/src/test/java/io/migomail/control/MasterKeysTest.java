package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MasterKeyLimits;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Erasure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several master keys at a time (docs/adr/0056). */
class MasterKeysTest {
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);

    @TempDir
    Path folder;

    private static byte[] key(int of) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) of);
        return key;
    }

    private static String text(int of) {
        return Base64.getEncoder().encodeToString(key(of));
    }

    private MasterKey resolved(String setting) throws Exception {
        return MasterKey.resolve(Settings.from(Map.of("MIGO_MASTER_KEY", setting)), Map.of(), folder, false);
    }

    private static SecretBox box(byte[]... keys) {
        return new SecretBox(new MasterKey(List.of(keys)), new SecureRandom());
    }

    @Test
    void ofAListTheFirstIsInUseAndEachDerivesWhatItDerivesAlone() throws Exception {
        MasterKey both = resolved(text(2) + ", " + text(1));
        assertEquals(2, both.count());
        List<byte[]> derived = both.derive("x");
        assertEquals(2, derived.size());
        assertArrayEquals(new MasterKey(NEW).derive("x").get(0), derived.get(0));
        assertArrayEquals(new MasterKey(OLD).derive("x").get(0), derived.get(1));
    }

    @Test
    void theFileOfALocalRunMayHoldAListToo() throws Exception {
        Files.writeString(folder.resolve("master.key"), text(2) + "," + text(1) + "\n");
        assertEquals(
                2,
                MasterKey.resolve(Settings.from(Map.of()), Map.of(), folder, false)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s,", ",%s", "%s,,%s", "%s;%s", "%s %s", "%s,c2hvcnQ=", "%s,%s,***", "%s,%s"})
    void aFaultyListIsRefusedAndNothingOfItIsQuoted(String pattern) {
        String list = pattern.replace("%s", text(7));
        var e = assertThrows(IllegalArgumentException.class, () -> resolved(list));
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            assertFalse(said.contains(text(7).substring(0, 6)) || said.contains("c2hv") || said.contains("***"), said);
        }
        assertTrue(e.getMessage().startsWith("MIGO_MASTER_KEY"), e.getMessage());
    }

    @Test
    void aFaultSaysWhichKeyItIs() {
        var second = assertThrows(IllegalArgumentException.class, () -> resolved(text(1) + ",x"));
        assertTrue(second.getMessage().contains("key 2 of 2"), second.getMessage());
        var twice =
                assertThrows(IllegalArgumentException.class, () -> resolved(text(1) + "," + text(2) + "," + text(1)));
        assertTrue(twice.getMessage().contains("master key 3"), twice.getMessage());
        String many = IntStream.rangeClosed(0, MasterKeyLimits.KEYS)
                .mapToObj(MasterKeysTest::text)
                .collect(Collectors.joining(","));
        var tooMany = assertThrows(IllegalArgumentException.class, () -> resolved(many));
        assertTrue(tooMany.getMessage().contains("1 to " + MasterKeyLimits.KEYS), tooMany.getMessage());
    }

    @Test
    void theFirstKeySealsAndEachOpens() {
        byte[] secret = "hush".getBytes(StandardCharsets.UTF_8);
        byte[] old = box(OLD).seal(secret, "dom_1");
        assertArrayEquals(secret, box(NEW, OLD).open(old, "dom_1"));
        assertThrows(IllegalArgumentException.class, () -> box(NEW, OLD).open(old, "dom_2"));
        assertThrows(IllegalArgumentException.class, () -> box(NEW).open(old, "dom_1"));
        byte[] fresh = box(NEW, OLD).seal(secret, "dom_1");
        assertArrayEquals(secret, box(NEW).open(fresh, "dom_1"));
        assertThrows(IllegalArgumentException.class, () -> box(OLD).open(fresh, "dom_1"));
    }

    @Test
    void whoWasErasedUnderAKeyThatIsKeptIsStillErased() throws Exception {
        try (ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM)) {
            Erasures before = new Erasures(control.view(), new MasterKey(OLD));
            Erasures rotated = new Erasures(control.view(), new MasterKey(List.of(NEW, OLD)));
            erase(control, before.id("acc_1", "Priya@example.com"), 1_000, false);
            assertTrue(rotated.covers("acc_1", "priya@example.com", 999));
            assertTrue(rotated.coversSuppression("acc_1", "priya@example.com", 999));
            assertFalse(rotated.covers("acc_1", "priya@example.com", 1_000));
            assertFalse(rotated.covers("acc_2", "priya@example.com", 999));
            assertFalse(new Erasures(control.view(), new MasterKey(NEW)).covers("acc_1", "priya@example.com", 999));

            erase(control, rotated.id("acc_1", "priya@example.com"), 2_000, true);
            assertTrue(rotated.covers("acc_1", "priya@example.com", 1_999), "erased again, under the new key");
            assertFalse(rotated.coversSuppression("acc_1", "priya@example.com", 1_999));
            assertTrue(
                    new Erasures(control.view(), new MasterKey(List.of(OLD, NEW)))
                            .covers("acc_1", "priya@example.com", 1_999),
                    "a process that is not restarted yet");
        }
    }

    private static void erase(ControlPlane control, String id, long at, boolean suppressionsKept) throws Exception {
        Erasure erasure = Erasure.newBuilder()
                .setId(id)
                .setAccountId("acc_1")
                .setErasedAt(at)
                .setSuppressionsKept(suppressionsKept)
                .build();
        assertTrue(control.put(erasure, 0).won());
    }
}
