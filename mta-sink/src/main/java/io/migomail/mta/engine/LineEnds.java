package io.migomail.mta.engine;

/** Follows a message piece by piece: every CR must stand before an LF and every LF behind a CR. One thread at a time. */
final class LineEnds {
    private boolean afterReturn;

    /** Whether all is well so far. */
    boolean follow(byte[] octets) {
        for (byte octet : octets) {
            if (afterReturn != (octet == '\n')) {
                return false;
            }
            afterReturn = octet == '\r';
        }
        return true;
    }

    /** Whether the message may end here. */
    boolean complete() {
        return !afterReturn;
    }
}
