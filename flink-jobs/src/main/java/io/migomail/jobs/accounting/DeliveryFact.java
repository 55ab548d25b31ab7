package io.migomail.jobs.accounting;

import io.migomail.analytics.DeliveryLookup;
import io.migomail.core.record.MailEvent;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What happened to a delivery outside of the jobs. */
interface DeliveryFact {
    String deliveryId();

    /** What it is, in a word for a log. */
    String kind();

    /** Its public event, a function of the fact and of what is known; null where it is not to be told. */
    @Nullable
    MailEvent event(DeliveryLookup.Known known);

    /** How one is read from its record. */
    @FunctionalInterface
    interface Reader extends Serializable {
        /**
         * @throws io.migomail.core.RecordFormatException where the record cannot be read
         * @throws IllegalArgumentException where what it says has no meaning
         */
        DeliveryFact read(byte[] record);
    }
}
