package io.migomail.core.body;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps of a durable write, one method each, so that tests can fail between any two. */
class Disk {
    private static final int BUFFER = 64 * 1024;
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** Writes a new file, and returns when its octets are on the disk. */
    void write(Path file, BodySource source) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            OutputStream buffered = new BufferedOutputStream(out, BUFFER);
            source.writeTo(buffered);
            buffered.flush();
            out.getFD().sync();
        }
    }

    /** Gives a file its name; whoever looks sees the old state or the new one. */
    void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the names in a folder durable; Windows has no such call and needs none. */
    void forceFolder(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Octets that can still be written there. */
    long room(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
