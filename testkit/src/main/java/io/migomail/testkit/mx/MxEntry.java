package io.migomail.testkit.mx;

import java.nio.charset.StandardCharsets;

/**
 * The end of one transaction at a {@link ScriptedMx}, written just before its reply.
 *
 * @param id value of the id header; empty where no content came
 * @param at wall clock, milliseconds
 * @param source address the connection came from
 * @param host address and port it came to
 * @param hash SHA-256 of the content, hexadecimal; empty where none came
 * @param step where it ended
 * @param reply what was said there; empty where nothing was
 * @param accepted whether the MX keeps the mail: the recipient has it
 * @param open transactions open at this MX at that moment, this one included
 * @param connection the how-manieth connection it was, from 1
 * @param content the octets as received, dots unstuffed; empty where they are not kept
 */
public record MxEntry(
        String id,
        String sender,
        String recipient,
        long at,
        String source,
        String host,
        String ehlo,
        boolean tls,
        String hash,
        Step step,
        String reply,
        boolean accepted,
        int open,
        int connection,
        byte[] content) {
    /** The content, one character an octet. */
    public String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
