package io.migomail.core.body;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.BodyReference;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * Bodies by content: a body's name is its SHA-256 and its size, so equal bodies are kept once and a reference never
 * means other octets. All methods block; thread-safe, also between processes.
 */
public interface BodyStore {
    /** Keeps nothing: bodies stay in the records. */
    BodyStore NONE = new NoBodies();

    /** Whether this store takes bodies. */
    boolean keeps();

    /**
     * Makes the place ready, at the start of a process that accepts mail.
     *
     * @throws BodyException where it cannot be used
     */
    void prepare() throws BodyException;

    /**
     * Keeps a body; durable when it returns, and safe from {@link #sweep} for as long as if it were new, also where it
     * was there before. After a failure nothing can be read that is not whole.
     */
    BodyReference put(BodySource source) throws BodyException;

    /**
     * The octets of a body. Reads fail with a {@link BodyException}; the end of the stream is only reached where all
     * octets were those of the reference, so whoever acts on a body reads to the end first, or can still undo.
     */
    InputStream open(BodyReference reference) throws BodyException;

    /**
     * Removes what was last put before an instant (milliseconds), at most so many bodies.
     *
     * @return how many were removed
     */
    int sweep(long before, int most) throws BodyException;

    /**
     * The store that {@code MIGO_BODIES} names; no access before its first use.
     *
     * @throws IllegalArgumentException where this version knows no such store
     */
    static BodyStore of(Settings settings) {
        return at(settings.get(Setting.MIGO_BODIES));
    }

    /** The store of a URI; empty = {@link #NONE}. See {@link #of}. */
    static BodyStore at(String uri) {
        if (uri.isEmpty()) {
            return NONE;
        }
        if (uri.startsWith("file:/")) {
            return new FolderBodies(Path.of(URI.create(uri)), new Disk(), TimeSource.SYSTEM);
        }
        throw new IllegalArgumentException(
                "MIGO_BODIES: this version keeps bodies in a folder that all processes share (file:///...), not at '"
                        + uri + "'");
    }
}
