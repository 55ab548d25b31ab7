package io.migomail.faults.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of its own, mounted over an empty folder, which can be filled to the last octet. Needs root. */
public final class Tmpfs implements AutoCloseable {
    private static final byte[] PIECE = new byte[4096];

    private final Path folder;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /** @throws NotPermittedException where it may not be mounted, with what the system says */
    public static Tmpfs mount(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try {
            Tool.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        } catch (IOException e) {
            throw new NotPermittedException("no disk of our own: " + e.getMessage(), e);
        }
        return new Tmpfs(folder);
    }

    /** Until not one more octet can be written. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(PIECE);
            }
        } catch (IOException e) {
            if (folder.toFile().getUsableSpace() >= PIECE.length) {
                throw e;
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    public void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    /** Nothing can be written, or can again. */
    public void readOnly(boolean now) throws IOException, InterruptedException {
        Tool.run("mount", "-o", "remount," + (now ? "ro" : "rw"), folder.toString());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Tool.run("umount", "-l", folder.toString());
    }

    private Path filler() {
        return folder.resolve("filler");
    }
}
