package io.migomail.mta.policy;

import io.migomail.core.OutcomeKind;

/** What ended an attempt at one host; {@link #code()} goes into the outcome. */
public enum Cause {
    /** A negative reply. */
    REPLY(""),
    /** No address for the host name, or none of a family the egress address can reach. */
    NO_ADDRESS("mx_unresolved"),
    /** The MX points to a private, loopback or own address. */
    REFUSED_ADDRESS("mx_address_refused"),
    /** The TCP connection did not come about. */
    UNREACHABLE("connect_failed"),
    /** The local egress address could not be bound: it is not on this machine. */
    BIND("egress_unavailable"),
    /** The egress node that owns the source address is away, or does not serve us or the address. */
    NODE(OutcomeKind.NODE_UNAVAILABLE),
    /** No complete reply in the time for this stage. */
    TIMEOUT("timeout"),
    /** The whole attempt took longer than its deadline. */
    DEADLINE("attempt_timeout"),
    /** Closed or reset by the other side. */
    LOST("connection_lost"),
    /** What came was no SMTP reply, or beyond the limits for one. */
    GARBLED("protocol_error"),
    /** STARTTLS refused, or the handshake failed. */
    TLS("tls_failed"),
    /** The delivery needs SMTPUTF8 and the host does not offer it (RFC 6531 3.5). */
    NO_SMTPUTF8("smtputf8_unsupported"),
    /** The host announced a SIZE below that of the message (RFC 1870). */
    TOO_LARGE("message_too_large");

    private final String code;

    Cause(String code) {
        this.code = code;
    }

    /** The coded reason; empty where the reply itself says it. */
    public String code() {
        return code;
    }
}
