package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlBackupTest {
    @TempDir
    Path folder;

    private final MemoryLog log = new MemoryLog();

    private Path file() {
        return folder.resolve("control.backup");
    }

    private Account filled() throws Exception {
        try (ControlPlane control = ControlPlane.over(log.reader(), TimeSource.SYSTEM)) {
            Bootstrap.Wanted wanted = new Bootstrap.Wanted("migo", "first", List.of(), List.of());
            Account account = Bootstrap.ensure(control, wanted, TimeSource.SYSTEM, new Random(1))
                    .account();
            Account renamed = account.toBuilder().setName("renamed").build();
            control.put(renamed, control.version(EntityKind.ACCOUNT, account.getId()));
            return renamed;
        }
    }

    @Test
    void whatIsRestoredIsAsItWasAndCanBeChanged() throws Exception {
        Account account = filled();
        ControlBackup.write(log.reader(), file());
        MemoryLog fresh = new MemoryLog();
        ControlBackup.restore(fresh.reader(), file());
        try (ControlPlane before = ControlPlane.over(log.reader(), TimeSource.SYSTEM);
                ControlPlane after = ControlPlane.over(fresh.reader(), TimeSource.SYSTEM)) {
            assertEquals(account, after.view().accountByUsername("migo"));
            assertEquals(
                    List.copyOf(before.view().accounts()),
                    List.copyOf(after.view().accounts()));
            assertEquals(
                    before.version(EntityKind.ACCOUNT, account.getId()),
                    after.version(EntityKind.ACCOUNT, account.getId()));
            after.put(
                    account.toBuilder().setName("changed").build(), after.version(EntityKind.ACCOUNT, account.getId()));
            assertEquals(
                    "changed",
                    Objects.requireNonNull(after.view().accountByUsername("migo"))
                            .getName());
        }
    }

    @Test
    void whatTheLogNoLongerHoldsIsNotInTheFile() throws Exception {
        log.append("a", new byte[] {1});
        log.append("b", new byte[] {2});
        log.append("a", null);
        assertEquals(1, ControlBackup.write(log.reader(), file()));
        MemoryLog fresh = new MemoryLog();
        assertEquals(1, ControlBackup.restore(fresh.reader(), file()));
        assertEquals("b", fresh.reader().poll(Duration.ZERO).entries().get(0).key());
    }

    @Test
    void onlyItsOwnerMayReadTheFile() throws Exception {
        filled();
        ControlBackup.write(log.reader(), file());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void twoInstallationsAreNotMixed() throws Exception {
        filled();
        ControlBackup.write(log.reader(), file());
        int size = log.size();
        assertThrows(IllegalStateException.class, () -> ControlBackup.restore(log.reader(), file()));
        assertEquals(size, log.size());
    }

    @Test
    void ofADamagedFileNothingIsWritten() throws Exception {
        filled();
        ControlBackup.write(log.reader(), file());
        byte[] whole = Files.readAllBytes(file());
        MemoryLog fresh = new MemoryLog();
        for (int left = 0; left < whole.length; left += 7) {
            Files.write(file(), Arrays.copyOf(whole, left));
            assertThrows(IOException.class, () -> ControlBackup.restore(fresh.reader(), file()), left + " octets");
        }
        for (int at = 12; at < whole.length - 8; at += 7) { // before and behind stand gzip's header, and its checksum
            byte[] turned = whole.clone();
            turned[at] ^= 0x10;
            if (!Arrays.equals(unpacked(turned), unpacked(whole))) { // some bits only fill the last octet of a block
                Files.write(file(), turned);
                assertThrows(IOException.class, () -> ControlBackup.restore(fresh.reader(), file()), "octet " + at);
            }
        }
        assertEquals(0, fresh.size());
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(1, all.count(), "a draft was left");
        }
    }

    /** Without a look at the checksum; of what cannot be unpacked, what could. */
    private static byte[] unpacked(byte[] packed) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(packed, 10, packed.length - 18);
        byte[] out = new byte[1 << 16];
        try {
            return Arrays.copyOf(out, inflater.inflate(out));
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
