package io.migomail.mta.pace;

import io.migomail.core.record.Delivery;

/** The addresses that applications do not write to, as far as this process knows. Thread-safe, never blocks. */
@FunctionalInterface
public interface Suppressions {
    /** Everybody is written to. */
    Suppressions NONE = delivery -> "";

    /** Why the delivery's recipient is not written to; empty where it is. */
    String reason(Delivery delivery);
}
