package io.migomail.mta.simulation;

import io.migomail.core.record.CancelRecord;
import java.util.ArrayList;
import java.util.List;

/** {@code mail.cancels}: requests and verdicts in one order. What is appended stays. */
final class CancelLog {
    private final List<CancelRecord> records = new ArrayList<>();
    private Runnable reader = () -> {};

    /** Returns the place of the record. */
    int append(CancelRecord cancel) {
        records.add(cancel);
        reader.run();
        return records.size() - 1;
    }

    int size() {
        return records.size();
    }

    CancelRecord get(int place) {
        return records.get(place);
    }

    /** Whom to tell of new records; only the newest reader counts. */
    void reader(Runnable newest) {
        reader = newest;
    }
}
