package io.migomail.mail.dns;

import java.util.List;

/**
 * What the DNS says about a name and a type.
 *
 * @param records in no promised order; empty unless {@link Status#FOUND}
 * @param reason why there is nothing, for humans; empty for {@link Status#FOUND}
 * @param authenticated whether DNSSEC proved the answer, by the word of a resolver that is trusted to say so
 */
public record DnsAnswer<T>(Status status, List<T> records, String reason, boolean authenticated) {
    public DnsAnswer {
        records = List.copyOf(records);
    }

    /** The four things the DNS can say. Only {@code TEMPORARY} may change by asking again soon. */
    public enum Status {
        FOUND,
        /** The name exists, without records of that type. */
        NO_DATA,
        /** The name does not exist (NXDOMAIN), or cannot exist. */
        NO_SUCH_NAME,
        /** Time-out, SERVFAIL, REFUSED, a CNAME loop, too much to do: nothing is known. */
        TEMPORARY
    }

    /** Records were found. */
    public static <T> DnsAnswer<T> found(List<T> records, boolean authenticated) {
        return new DnsAnswer<>(Status.FOUND, records, "", authenticated);
    }

    /** Nothing, and why. */
    public static <T> DnsAnswer<T> nothing(Status status, String reason) {
        return new DnsAnswer<>(status, List.of(), reason, false);
    }

    /** Whether nothing is known now. */
    public boolean temporary() {
        return status == Status.TEMPORARY;
    }
}
