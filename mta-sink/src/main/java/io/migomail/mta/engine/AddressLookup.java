package io.migomail.mta.engine;

import java.io.Serializable;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Addresses of a host name. Thread-safe, never blocks; not asked for literal addresses. */
@FunctionalInterface
public interface AddressLookup {
    /** The answer, within the time that one DNS question may take; may complete on any thread. */
    CompletionStage<Answer> addresses(String host);

    /**
     * What DNS said.
     *
     * @param addresses in the order in which they are to be tried; empty = none
     * @param error why there are none, for humans
     */
    record Answer(List<InetAddress> addresses, String error) {}

    /** How an operator gets its look-up on the machine where it runs. */
    @FunctionalInterface
    interface Source extends Serializable {
        /** The look-up; closing it is the business of whoever keeps it. */
        AddressLookup open();
    }
}
