package io.migomail.faults.system;

import java.io.IOException;

/** This user of this machine may not do what a fault needs. */
public final class NotPermittedException extends IOException {
    private static final long serialVersionUID = 1;

    NotPermittedException(String message, Throwable cause) {
        super(message, cause);
    }
}
