package io.migomail.jobs.accounting;

import java.io.IOException;
import java.util.List;

/** A table where records of one kind are kept for reading. Used by one thread at a time; may block. */
interface StoreTable extends AutoCloseable {
    /**
     * Stores encoded records; repeating it changes nothing. What cannot be read is left out.
     *
     * @throws IOException where it should be tried again
     */
    void insert(List<byte[]> records) throws IOException;

    @Override
    void close();

    /** How the sink gets its store on the machine where it runs. */
    @FunctionalInterface
    interface Source extends java.io.Serializable {
        StoreTable open() throws IOException;
    }
}
