package io.migomail.faults.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the client did and was told, written before the send and after each answer. A message whose answer is missing from
 * the file is of unknown fate. Thread-safe.
 */
public final class ClientJournal implements AutoCloseable {
    private static final String SENDS = "send";
    private static final String TOLD = "told";

    private final Lines lines;
    private final Book book = new Book();

    private ClientJournal(Lines lines) {
        this.lines = lines;
    }

    /** Begins a journal in that file. */
    public static ClientJournal open(Path file) throws IOException {
        return new ClientJournal(Lines.open(file));
    }

    /** A message is about to be sent, for the first time or again. */
    public void sends(String id, String recipient, String key, String hash) {
        record(SENDS, id, recipient, key, hash);
    }

    /** What was answered. */
    public void told(String id, Fate fate, String messageId, int code) {
        record(TOLD, id, fate.name(), messageId, Integer.toString(code));
    }

    /** Every message so far, in the order of the first sends. */
    public List<ClientEntry> entries() {
        synchronized (book) {
            return List.copyOf(book.entries.values());
        }
    }

    /** The messages of a journal that a harness, dead or alive, left behind. */
    public static List<ClientEntry> read(Path file) throws IOException {
        Book book = new Book();
        Lines.read(file).forEach(book::apply);
        return List.copyOf(book.entries.values());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void record(String... fields) {
        lines.add(fields);
        synchronized (book) {
            book.apply(fields);
        }
    }

    /** The state that the lines add up to. */
    private static final class Book {
        final Map<String, ClientEntry> entries = new LinkedHashMap<>();
        private final Set<String> again = new HashSet<>();

        void apply(String[] fields) {
            String id = fields[1];
            ClientEntry known = entries.get(id);
            if (fields[0].equals(SENDS)) {
                if (known == null) {
                    entries.put(id, ClientEntry.intended(id, fields[2], fields[3], fields[4]));
                } else {
                    again.add(id);
                }
            } else if (known != null) {
                Fate fate = Fate.valueOf(fields[2]);
                entries.put(id, known.told(!again.contains(id), fate, fields[3], Integer.parseInt(fields[4])));
            }
        }
    }
}
