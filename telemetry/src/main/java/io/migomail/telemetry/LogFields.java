package io.migomail.telemetry;

import io.migomail.core.record.MessageHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Fields of every line that this thread logs until they are closed, in the order of a stack. None is personal: ids only. The list is
 * that of {@code log.json} and of docs/logs.md. Ids that are empty or null are left out.
 */
public final class LogFields implements AutoCloseable {
    /** As in the header {@code X-Request-Id}. */
    public static final String REQUEST = "request_id";

    public static final String MESSAGE = "message_id";
    public static final String ACCOUNT = "account_id";
    public static final String APPLICATION = "application_id";
    public static final String TRACE = "trace_id";

    private final List<MDC.MDCCloseable> fields = new ArrayList<>(3);

    /** Adds a field. */
    public LogFields with(String name, @Nullable String id) {
        if (id != null && !id.isEmpty()) {
            fields.add(MDC.putCloseable(name, id));
        }
        return this;
    }

    /** The message that is at hand, and whose it is. */
    public static LogFields of(MessageHead head) {
        return new LogFields()
                .with(MESSAGE, head.getMessageId())
                .with(ACCOUNT, head.getAccountId())
                .with(APPLICATION, head.getApplicationId());
    }

    @Override
    public void close() {
        for (int i = fields.size() - 1; i >= 0; i--) {
            fields.get(i).close();
        }
    }
}
