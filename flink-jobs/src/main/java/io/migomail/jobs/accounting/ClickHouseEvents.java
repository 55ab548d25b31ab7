package io.migomail.jobs.accounting;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventWriter;
import io.migomail.analytics.StoreException;
import io.migomail.core.record.MailEvent;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import java.util.List;

/** Events into ClickHouse. Connects at the first insert. */
final class ClickHouseEvents implements EventTable {
    private final EventWriter writer;

    private ClickHouseEvents(EventWriter writer) {
        this.writer = writer;
    }

    /** The table that this machine's settings name. */
    static ClickHouseEvents open(JobConfig config) {
        return new ClickHouseEvents(EventWriter.open(ClickHouseAddress.from(config.settingsHere())));
    }

    /** A refusal is tried again as well: a missing table or a wrong password is repaired on the other side. */
    @Override
    public void insert(List<MailEvent> events) throws IOException {
        try {
            writer.write(events);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
