package io.migomail.core.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyException.Kind;
import io.migomail.core.record.BodyReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBodiesTest {
    private static final long DAY = 86_400_000L;
    private static final byte[] OCTETS = octets(700_000);

    @TempDir
    Path temp;

    private Path root;
    private final FailingDisk disk = new FailingDisk();
    private BodyStore store;

    /** A disk that notes its steps and fails at one of them: before it, or half way through a write. */
    private static final class FailingDisk extends Disk {
        private final List<String> steps = new ArrayList<>();
        private int failAt = -1;
        private long room = Long.MAX_VALUE / 2;

        private void step(String name) throws IOException {
            steps.add(name);
            if (steps.size() == failAt) {
                throw new IOException("power lost at " + name);
            }
        }

        @Override
        void write(Path file, BodySource source) throws IOException {
            if (steps.size() + 1 == failAt) {
                super.write(file, out -> out.write(OCTETS, 0, OCTETS.length / 2));
            }
            step("write");
            super.write(file, source);
        }

        @Override
        void rename(Path from, Path to) throws IOException {
            step("rename");
            super.rename(from, to);
        }

        @Override
        void forceFolder(Path folder) throws IOException {
            step("force");
            super.forceFolder(folder);
        }

        @Override
        long room(Path folder) {
            return room;
        }
    }

    @BeforeEach
    void open() throws BodyException {
        root = temp.resolve("bodies");
        store = new FolderBodies(root, disk, TimeSource.SYSTEM);
        store.prepare();
        disk.steps.clear();
    }

    @Test
    void whatIsPutIsReadBack() throws IOException {
        BodyReference reference = put(OCTETS);
        assertEquals(OCTETS.length, reference.getSize());
        assertArrayEquals(OCTETS, read(reference));
        assertEquals(List.of("write", "rename", "force"), disk.steps);
        assertArrayEquals(new byte[0], read(put(new byte[0])));
    }

    @Test
    void anotherProcessReadsItToo() throws IOException {
        BodyReference reference = put(OCTETS);
        try (InputStream in = BodyStore.at(root.toUri().toString()).open(reference)) {
            assertArrayEquals(OCTETS, in.readAllBytes());
        }
    }

    @Test
    void nodesThatPrepareItAtOnceDoNotSeeAHalfWrittenFormat() throws IOException {
        Path fresh = temp.resolve("fresh");
        BodyStore other = new FolderBodies(fresh, new Disk(), TimeSource.SYSTEM);
        Disk slow = new Disk() {
            @Override
            void write(Path file, BodySource source) throws IOException {
                super.write(file, out -> {});
                other.prepare();
                super.write(file, source);
            }
        };
        BodyStore one = new FolderBodies(fresh, slow, TimeSource.SYSTEM);
        one.prepare();
        assertArrayEquals(OCTETS, one.open(other.put(out -> out.write(OCTETS))).readAllBytes());
    }

    @Test
    void theSameBodyIsKeptOnce() throws IOException {
        assertEquals(put(OCTETS), put(OCTETS));
        assertEquals(1, files());
        assertEquals(1, disk.steps.stream().filter("write"::equals).count());
        assertFalse(put(octets(3)).equals(put(OCTETS)));
    }

    @Test
    void aCrashAtAnyStepLeavesNothingThatLooksWhole() throws IOException {
        for (int step = 1; step <= 3; step++) {
            disk.steps.clear();
            disk.failAt = step;
            byte[] octets = octets(10_000 + step);
            assertEquals(Kind.AWAY, failure(() -> put(octets)).kind());
            disk.failAt = -1;
            BodyReference reference = put(octets);
            assertArrayEquals(octets, read(reference), "after a failure at step " + step);
        }
        assertEquals(3, files());
    }

    @Test
    void aHalfWrittenFileThatAKillLeftIsNoBody() throws IOException {
        Files.write(root.resolve("new").resolve("0af3"), octets(50));
        BodyReference reference = put(OCTETS);
        Path file = file(reference);
        Files.move(file, root.resolve("new").resolve("left"));
        assertEquals(Kind.MISSING, failure(() -> read(reference)).kind());
        Files.setLastModifiedTime(root.resolve("new").resolve("left"), FileTime.fromMillis(0));
        assertEquals(1, store.sweep(DAY, 100));
        assertTrue(Files.exists(root.resolve("new").resolve("0af3")), "young: it may still be written");
    }

    @Test
    void aDamagedBodyIsNeverReadToItsEnd() throws IOException {
        BodyReference reference = put(OCTETS);
        byte[] changed = OCTETS.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(file(reference), changed);
        assertEquals(Kind.DAMAGED, failure(() -> read(reference)).kind());
        Files.write(file(reference), octets(5));
        assertEquals(Kind.DAMAGED, failure(() -> read(reference)).kind());
    }

    @Test
    void aDamagedBodyIsMendedByTheNextPut() throws IOException {
        BodyReference reference = put(OCTETS);
        Files.write(file(reference), new byte[OCTETS.length]);
        put(OCTETS);
        assertArrayEquals(OCTETS, read(reference));
    }

    @Test
    void aFullDiskIsToldApartFromOneThatIsAway() {
        disk.room = 1_000;
        disk.failAt = 1;
        assertEquals(Kind.FULL, failure(() -> put(OCTETS)).kind());
        assertEquals(0, files());
    }

    @Test
    void anUnmountedFolderIsAwayAndTakesNothing() throws IOException {
        BodyReference reference = put(OCTETS);
        Files.move(root, temp.resolve("elsewhere"));
        Files.createDirectory(root);
        assertEquals(Kind.AWAY, failure(() -> read(reference)).kind());
        assertEquals(Kind.AWAY, failure(() -> put(OCTETS)).kind());
        assertEquals(Kind.AWAY, failure(() -> store.sweep(0, 1)).kind());
        assertEquals(0, files());
    }

    @Test
    void aFolderOfANewerFormatIsRefusedAtTheStart() throws IOException {
        Files.writeString(root.resolve("format"), "migomail bodies 2\n");
        assertThrows(BodyException.class, store::prepare);
    }

    @Test
    void theSweepTakesWhatIsOldAndNoMoreThanItMay() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Files.setLastModifiedTime(file(put(octets(i))), FileTime.fromMillis(DAY));
        }
        BodyReference young = put(OCTETS);
        assertEquals(0, store.sweep(DAY, 100));
        assertEquals(3, store.sweep(2 * DAY, 3));
        assertEquals(2, store.sweep(2 * DAY, 3));
        assertEquals(0, store.sweep(2 * DAY, 3));
        assertArrayEquals(OCTETS, read(young));
    }

    @Test
    void aBodyThatIsPutAgainIsYoungAgain() throws IOException {
        BodyReference reference = put(OCTETS);
        Files.setLastModifiedTime(file(reference), FileTime.fromMillis(DAY));
        put(OCTETS);
        assertEquals(0, store.sweep(2 * DAY, 100));
        assertArrayEquals(OCTETS, read(reference));
    }

    @Test
    void onlyKnownStoresAreTaken() {
        assertFalse(BodyStore.at("").keeps());
        var refusal = assertThrows(IllegalArgumentException.class, () -> BodyStore.at("s3://bucket/bodies"));
        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("MIGO_BODIES: this version keeps bodies in a folder"));
        assertEquals(Kind.AWAY, failure(() -> BodyStore.NONE.put(out -> {})).kind());
    }

    private BodyReference put(byte[] octets) throws BodyException {
        return store.put(out -> write(out, octets));
    }

    private static void write(OutputStream out, byte[] octets) throws IOException {
        out.write(octets);
    }

    private byte[] read(BodyReference reference) throws IOException {
        try (InputStream in = store.open(reference)) {
            return in.readAllBytes();
        }
    }

    private static BodyException failure(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(BodyException.class, action);
    }

    private Path file(BodyReference reference) {
        String name = Sha256.hex(reference);
        return root.resolve(name.substring(0, 2)).resolve(name);
    }

    /** Files below the folder, but for its format. */
    private long files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("format"))
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] octets(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }
}
