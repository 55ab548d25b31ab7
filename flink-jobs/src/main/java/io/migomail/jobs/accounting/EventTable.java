package io.migomail.jobs.accounting;

import io.migomail.core.record.MailEvent;
import java.io.IOException;
import java.util.List;

/** Where events are kept for reading. Used by one thread at a time; may block. */
interface EventTable extends AutoCloseable {
    /**
     * Stores the events; repeating it changes nothing.
     *
     * @throws IOException where it should be tried again
     */
    void insert(List<MailEvent> events) throws IOException;

    @Override
    void close();

    /** How the sink gets its store on the machine where it runs. */
    @FunctionalInterface
    interface Source extends java.io.Serializable {
        EventTable open() throws IOException;
    }
}
