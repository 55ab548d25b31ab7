package io.migomail.core.body;

import com.google.protobuf.ByteString;
import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyException.Kind;
import io.migomail.core.record.BodyReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Bodies as files of a folder: {@code <first two digits>/<digest>}. A body is written under {@code new/}, synchronised,
 * renamed, and its folder synchronised; so a name that can be seen has all its octets, and a crash leaves at most a file
 * under {@code new/}, which the sweep removes. The file {@code format} tells a folder of bodies from an empty mount point:
 * without it nothing is written and nothing counts as missing. Files that are being removed pass through {@code new/}
 * too. Names are never looked for anywhere else, so what lies around does no harm.
 */
final class FolderBodies implements BodyStore {
    private static final String FORMAT = "format";
    private static final String VERSION = "migomail bodies 1\n";
    private static final String NEW = "new";
    /** A body put again is made young again, but not at every put. */
    private static final long YOUNG_MILLIS = 3_600_000;

    private static final long SPARE = 1024 * 1024;

    private final Path root;
    private final Disk disk;
    private final TimeSource time;

    FolderBodies(Path root, Disk disk, TimeSource time) {
        this.root = root;
        this.disk = disk;
        this.time = time;
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public void prepare() throws BodyException {
        try {
            Files.createDirectories(root.resolve(NEW));
            for (int i = 0; i < 256; i++) {
                Files.createDirectories(root.resolve(String.format("%02x", i)));
            }
            Path format = root.resolve(FORMAT);
            if (!Files.exists(format)) {
                // Several nodes may be about it: what one of them sees is whole.
                write(out -> out.write(VERSION.getBytes(StandardCharsets.US_ASCII)), format);
                disk.forceFolder(root);
            }
            if (!Files.readString(format).equals(VERSION)) {
                throw new BodyException(
                        Kind.AWAY, root + " holds bodies in a format that this build cannot read", null);
            }
        } catch (BodyException e) {
            throw e;
        } catch (IOException e) {
            throw failed("prepared", 0, e);
        }
    }

    @Override
    public BodyReference put(BodySource source) throws BodyException {
        BodyReference reference = name(source);
        try {
            requireFormat();
            Path file = file(reference);
            if (!kept(reference)) {
                write(source, file);
            }
            // Also behind another's put, who may not have come so far.
            disk.forceFolder(root.resolve(file.getName(root.getNameCount())));
            return reference;
        } catch (BodyException e) {
            throw e;
        } catch (IOException e) {
            throw failed("written", reference.getSize(), e);
        }
    }

    private void write(BodySource source, Path file) throws IOException {
        Path draft = root.resolve(NEW).resolve(UUID.randomUUID().toString());
        try {
            disk.write(draft, source);
            disk.rename(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether the body is there, whole, and will not be swept soon. */
    private boolean kept(BodyReference reference) throws IOException {
        Path file = file(reference);
        try {
            long now = time.wallMillis();
            if (Files.getLastModifiedTime(file).toMillis() < now - YOUNG_MILLIS) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(now));
            }
            try (InputStream in = open(reference)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (BodyException e) {
            if (e.kind() == Kind.MISSING || e.kind() == Kind.DAMAGED) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public InputStream open(BodyReference reference) throws BodyException {
        if (reference.getDigest().size() != Sha256.BYTES) {
            throw new BodyException(Kind.MISSING, "a reference without a digest", null);
        }
        Path file = file(reference);
        try {
            if (Files.size(file) != reference.getSize()) {
                throw new BodyException(Kind.DAMAGED, Sha256.hex(reference) + " has another size", null);
            }
            return new VerifiedBody(Files.newInputStream(file), reference);
        } catch (BodyException e) {
            throw e;
        } catch (NoSuchFileException e) {
            requireFormat();
            throw new BodyException(Kind.MISSING, Sha256.hex(reference) + " is not in " + root, e);
        } catch (IOException e) {
            throw failed("read", 0, e);
        }
    }

    @Override
    public int sweep(long before, int most) throws BodyException {
        requireFormat();
        int removed = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                removed += sweep(folder, before, most - removed);
                if (removed >= most) {
                    break;
                }
            }
            return removed;
        } catch (IOException | DirectoryIteratorException e) {
            throw failed("swept", 0, e);
        }
    }

    private int sweep(Path folder, long before, int most) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (removed == most) {
                    break;
                }
                if (old(file, before) && remove(file, before)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    /** Moved out of sight first: a put that made it young again between the two looks gets it back. */
    private boolean remove(Path file, long before) throws IOException {
        Path doomed = root.resolve(NEW).resolve(UUID.randomUUID().toString());
        try {
            disk.rename(file, doomed);
        } catch (NoSuchFileException e) {
            return false; // another process sweeps too
        }
        if (!old(doomed, before)) {
            disk.rename(doomed, file);
            return false;
        }
        Files.deleteIfExists(doomed);
        return true;
    }

    private static boolean old(Path file, long before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toMillis() < before;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static BodyReference name(BodySource source) throws BodyException {
        MessageDigest digest = Sha256.digest();
        Counter counter = new Counter();
        try (OutputStream out = new DigestOutputStream(counter, digest)) {
            source.writeTo(out);
        } catch (IOException e) {
            throw new BodyException(Kind.AWAY, "the body cannot be read from its source: " + e, e);
        }
        return BodyReference.newBuilder()
                .setDigest(ByteString.copyFrom(digest.digest()))
                .setSize(counter.count)
                .build();
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            count += length;
        }
    }

    private BodyException failed(String done, long size, Exception cause) {
        String detail = "bodies cannot be " + done + " in " + root + ": " + cause;
        return new BodyException(full(size) ? Kind.FULL : Kind.AWAY, detail, cause);
    }

    private boolean full(long size) {
        try {
            return disk.room(root) < size + SPARE;
        } catch (IOException e) {
            return false; // then it is away, and the caller says so
        }
    }

    private void requireFormat() throws BodyException {
        if (!Files.exists(root.resolve(FORMAT))) {
            throw new BodyException(Kind.AWAY, root + " is no folder of bodies", null);
        }
    }

    private Path file(BodyReference reference) {
        String name = Sha256.hex(reference);
        return root.resolve(name.substring(0, 2)).resolve(name);
    }
}
