package io.migomail.mta.engine;

import io.migomail.core.Texts;
import io.migomail.core.record.Delivery;

/** The envelope of a delivery as it goes into commands. Stateless. */
final class Envelope {
    private Envelope() {}

    /** Whether neither address can break out of its command line. */
    static boolean fit(Delivery delivery) {
        return !delivery.getRecipient().isEmpty()
                && fit(delivery.getRecipient())
                && fit(delivery.getReturnPath())
                && delivery.getRecipient().length() + delivery.getReturnPath().length() < 1024;
    }

    /** Whether SMTPUTF8 is needed (RFC 6531). */
    static boolean needsUtf8(Delivery delivery) {
        return delivery.getSmtputf8()
                || !Texts.isAscii(delivery.getRecipient())
                || !Texts.isAscii(delivery.getReturnPath());
    }

    private static boolean fit(String address) {
        return address.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
    }
}
