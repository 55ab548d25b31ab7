package io.migomail.jobs.delivery;

import io.migomail.core.Schedule;
import io.migomail.core.record.AcceptedMessage;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to {@link DueFunction}.
 *
 * @param at when it is to be sent, milliseconds
 * @param record the encoded {@code AcceptedMessage}
 */
public record Scheduled(String messageId, long at, byte[] record) implements Serializable {
    static final TypeInformation<Scheduled> TYPE = TypeInformation.of(Scheduled.class);

    /** The message if it is to wait; else null. */
    static @Nullable Scheduled of(AcceptedMessage message, byte[] record) {
        return Schedule.waits(message.getHead())
                ? new Scheduled(
                        message.getHead().getMessageId(), message.getHead().getScheduledAt(), record)
                : null;
    }
}
