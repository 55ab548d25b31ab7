package io.migomail.standalone.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Captured mail in a folder: one file a message and a journal of JSON lines, written before the sender gets its 250, so
 * that it survives the process. Only the newest {@code limit} sources are kept; the journal keeps all. Thread-safe.
 */
public final class InboxStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path journal;
    private final int limit;
    private final Deque<Captured> newest = new ArrayDeque<>();
    private long last;

    /** Opens the folder, reading the journal of earlier runs. */
    public InboxStore(Path folder, int limit) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.journal = folder.resolve("journal.jsonl");
        this.limit = limit;
        if (Files.exists(journal)) {
            endAtALine(journal);
            try (var lines = Files.lines(journal)) {
                for (Iterator<String> it = lines.iterator(); it.hasNext(); ) {
                    readLine(it.next());
                }
            }
        }
    }

    /**
     * Cuts off what a process was writing when it was killed: that mail was never acknowledged, and the next line must
     * not be joined to it.
     */
    private static void endAtALine(Path journal) throws IOException {
        try (FileChannel file = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer octet = ByteBuffer.allocate(1);
            long end = file.size();
            for (; end > 0; end--) {
                file.read(octet.clear(), end - 1);
                if (octet.get(0) == '\n') {
                    break;
                }
            }
            file.truncate(end);
        }
    }

    /** Keeps a mail; the function gets the number it was given. */
    public synchronized Captured add(byte[] source, LongFunction<Captured> describe) throws IOException {
        Captured captured = describe.apply(last + 1);
        Files.write(file(captured.number()), source);
        String line = JSON.writeValueAsString(captured) + "\n";
        Files.writeString(journal, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        remember(captured);
        return captured;
    }

    /** The newest ones first, numbered above {@code after}, at most {@code count}. */
    public synchronized List<Captured> newest(long after, int count) {
        List<Captured> out = new ArrayList<>();
        for (Iterator<Captured> it = newest.descendingIterator(); it.hasNext() && out.size() < count; ) {
            Captured captured = it.next();
            if (captured.number() <= after) {
                break;
            }
            out.add(captured);
        }
        return out;
    }

    /** The mail of this number, or null where there is none or it was dropped. */
    public synchronized @Nullable Captured get(long number) {
        return newest.stream().filter(c -> c.number() == number).findFirst().orElse(null);
    }

    /** How many have arrived, over all runs. */
    public synchronized long count() {
        return last;
    }

    /** The source as received. */
    public byte[] source(Captured captured) throws IOException {
        return Files.readAllBytes(file(captured.number()));
    }

    private void readLine(String line) {
        try {
            remember(JSON.readValue(line, Captured.class));
        } catch (IOException e) {
            // Damaged on disk: the others are still worth showing, under the numbers they had.
            last++;
        }
    }

    private void remember(Captured captured) throws IOException {
        last = captured.number();
        newest.addLast(captured);
        if (newest.size() > limit) {
            Files.deleteIfExists(file(newest.removeFirst().number()));
        }
    }

    private Path file(long number) {
        return folder.resolve(number + ".eml");
    }
}
