package io.migomail.core.body;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body could not be kept or given back. */
public final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is the matter. */
    public enum Kind {
        /** No room for this body now. */
        FULL,
        /** The store does not answer; nothing is known of the body. */
        AWAY,
        /** The store answers and has no such body. */
        MISSING,
        /** The octets kept are not those that the reference names. */
        DAMAGED;

        /** Whether the same request may succeed without anybody putting the body back. */
        public boolean passing() {
            return this == FULL || this == AWAY;
        }
    }

    private final Kind kind;

    public BodyException(Kind kind, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
