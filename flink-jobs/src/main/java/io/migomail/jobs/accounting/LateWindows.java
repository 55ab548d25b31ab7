package io.migomail.jobs.accounting;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.StoreException;
import io.migomail.analytics.WindowTable;
import io.migomail.core.AccountingLimits;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.LateEvent;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The minutes of late events, counted anew once the events are stored; not before, as they would be missed for good. An event that
 * the store does not have though it has what happened an hour later is given up, and told of. Used by one thread; blocks.
 */
final class LateWindows implements StoreTable {
    private static final Logger LOG = LoggerFactory.getLogger(LateWindows.class);

    /** Where windows are counted from events. */
    interface Windows extends AutoCloseable {
        List<LateEvent> stored(List<LateEvent> late);

        void count(List<LateEvent> late);

        /** The newest instant of what is stored, -1 where there is nothing since. */
        long newest(long since);

        @Override
        void close();
    }

    private final Windows windows;
    /** Of a batch that is tried again, what is done. */
    private final Set<String> done = new HashSet<>();

    LateWindows(Windows windows) {
        this.windows = windows;
    }

    static StoreTable open(JobConfig config) {
        WindowTable table = WindowTable.open(ClickHouseAddress.from(config.settingsHere()));
        return new LateWindows(new Windows() {
            @Override
            public List<LateEvent> stored(List<LateEvent> late) {
                return table.stored(late);
            }

            @Override
            public void count(List<LateEvent> late) {
                table.count(late);
            }

            @Override
            public long newest(long since) {
                return table.newest(since);
            }

            @Override
            public void close() {
                table.close();
            }
        });
    }

    @Override
    public void insert(List<byte[]> records) throws IOException {
        List<LateEvent> missing = new ArrayList<>();
        for (byte[] record : records) {
            LateEvent late = RecordCodec.LATE.decode(record);
            if (!done.contains(late.getEventId())) {
                missing.add(late);
            }
        }
        try {
            List<LateEvent> stored = windows.stored(missing);
            windows.count(stored);
            stored.forEach(late -> done.add(late.getEventId()));
            missing.removeAll(stored);
            giveUp(missing);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!missing.isEmpty()) {
            throw new IOException(missing.size() + " late events are not stored yet");
        }
        done.clear();
    }

    private void giveUp(List<LateEvent> missing) {
        long patience = AccountingLimits.WINDOW_LATE_PATIENCE.toMillis();
        for (LateEvent late : List.copyOf(missing)) {
            if (windows.newest(late.getNoticedAt() + patience) >= 0) {
                LOG.warn("the late event {} is in no window: it was never stored", late.getEventId());
                missing.remove(late);
            }
        }
    }

    @Override
    public void close() {
        windows.close();
    }
}
