package io.migomail.faults.check;

/**
 * One transaction at the receiving MX that came to its end there.
 *
 * @param id the header's value, empty where there was none
 * @param hash of the body, see {@link BodyHash}
 * @param source address the connection came from
 * @param began instant of MAIL, nanoseconds of the monotonic clock
 * @param ended instant of the reply to the final dot, or of the refusal
 * @param open transactions open at the MX at its end, this one included
 * @param code what was replied; 0 = the connection was dropped
 * @param kept whether the recipient has the mail
 */
public record Arrival(
        String id,
        String recipient,
        String source,
        String hash,
        long began,
        long ended,
        int open,
        int code,
        boolean kept) {
    /** Whether it was a refusal for good. */
    public boolean refused() {
        return code >= 500;
    }
}
