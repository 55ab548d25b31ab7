package io.migomail.faults.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of lines of tab-separated fields. A line is handed to the operating system in one write before {@link #add}
 * returns, so it survives the death of this process; a torn last line is no line. Thread-safe.
 */
public final class Lines implements AutoCloseable {
    private final FileChannel channel;

    private Lines(FileChannel channel) {
        this.channel = channel;
    }

    /** Appends to the file, made where missing. */
    public static Lines open(Path file) throws IOException {
        return new Lines(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Writes one line. */
    public void add(String... fields) {
        ByteBuffer line = ByteBuffer.wrap((String.join("\t", fields) + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (this) {
            try {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The whole lines of a file. */
    public static List<String[]> read(Path file) throws IOException {
        List<String[]> out = new ArrayList<>();
        String text = Files.readString(file);
        for (int at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) {
            out.add(text.substring(at, end).split("\t", -1));
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
