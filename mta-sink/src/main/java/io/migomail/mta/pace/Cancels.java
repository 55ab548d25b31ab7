package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import org.jspecify.annotations.Nullable;

/** The deliveries that are to be canceled, as far as this process knows. Thread-safe, never blocks. */
public interface Cancels {
    /** Nothing is to be canceled. */
    Cancels NONE = new Cancels() {
        @Override
        public @Nullable String wanted(String deliveryId) {
            return null;
        }

        @Override
        public boolean undecided(String deliveryId) {
            return false;
        }

        @Override
        public void decided(String deliveryId, CancelVerdict verdict) {}
    };

    /**
     * The environment whose key asked for it; null where the delivery is to go its way. What was canceled stays wanted
     * for as long as a restart could bring it back.
     */
    @Nullable
    String wanted(String deliveryId);

    /** Whether it is to be canceled and PACE has not said yet what became of that. */
    boolean undecided(String deliveryId);

    /** PACE has decided; known here at once, by the topic a moment later. */
    void decided(String deliveryId, CancelVerdict verdict);
}
