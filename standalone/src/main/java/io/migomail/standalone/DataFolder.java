package io.migomail.standalone;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all a local run keeps; one process at a time. */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing (mode 0700) and locks it.
     *
     * @throws StartException where another process holds it
     */
    public static DataFolder open(Settings settings) throws IOException {
        Path path = settings.folder(Setting.MIGO_DATA);
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.getParent());
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DataFolder(path, channel);
            }
        } catch (OverlappingFileLockException e) {
            // this very process holds it: the same answer
        }
        channel.close();
        throw new StartException(
                "another process runs on the data folder " + path + "; stop it, or give another MIGO_DATA");
    }

    /** A path inside. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Writes a file that only its owner may read. */
    public void writePrivate(String name, String text) throws IOException {
        Path draft = Files.createTempFile(
                path, name, ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
