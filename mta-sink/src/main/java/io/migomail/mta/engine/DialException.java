package io.migomail.mta.engine;

import io.migomail.mta.policy.Cause;

/** Why no connection came about, where that is known better than by the system's own words. */
final class DialException extends Exception {
    private static final long serialVersionUID = 1;

    private final Cause reason;

    DialException(Cause reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Cause reason() {
        return reason;
    }
}
