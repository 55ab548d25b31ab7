package io.migomail.analytics;

import io.migomail.core.record.MailEvent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Events as rows of table {@code events}, and back, without loss. Stateless. */
final class EventRows {
    static final List<String> COLUMNS =
            EventColumns.ALL.stream().map(EventColumn::name).toList();
    static final String SELECT_LIST = COLUMNS.stream().collect(Collectors.joining(", "));

    private static final int BYTES_PER_EVENT = 1024;

    private EventRows() {}

    static RowBinaryOutput encode(Collection<MailEvent> events) {
        RowBinaryOutput out = new RowBinaryOutput(Math.min(events.size(), 1 << 14) * BYTES_PER_EVENT);
        for (MailEvent event : events) {
            EventColumns.ALL.forEach(column -> column.write().accept(event, out));
        }
        return out;
    }

    static MailEvent decode(RowBinaryInput in) {
        MailEvent.Builder event = MailEvent.newBuilder();
        EventColumns.ALL.forEach(column -> column.read().accept(in, event));
        return event.build();
    }
}
