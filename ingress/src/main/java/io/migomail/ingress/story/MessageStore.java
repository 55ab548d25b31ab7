package io.migomail.ingress.story;

import io.migomail.core.record.MailEvent;
import java.util.List;

/** Where the events of messages are read from. Thread-safe; may block. */
@FunctionalInterface
public interface MessageStore {
    /** All events of a message of this application, by time; none where it is unknown or nothing has arrived yet. */
    List<MailEvent> events(String applicationId, String messageId) throws StoreAway;

    /** The store does not answer now. */
    final class StoreAway extends Exception {
        private static final long serialVersionUID = 1L;

        public StoreAway(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
