package io.migomail.core;

import org.jspecify.annotations.Nullable;

/** Bytes that are not the record they should be; never retried. */
public final class RecordFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
