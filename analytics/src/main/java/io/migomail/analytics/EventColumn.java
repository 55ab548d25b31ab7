package io.migomail.analytics;

import io.migomail.core.record.MailEvent;
import java.util.function.BiConsumer;

/** One column of table {@code events}: how a record's value gets into a row, and out of it. */
record EventColumn(
        String name,
        BiConsumer<MailEvent, RowBinaryOutput> write,
        BiConsumer<RowBinaryInput, MailEvent.Builder> read) {}
