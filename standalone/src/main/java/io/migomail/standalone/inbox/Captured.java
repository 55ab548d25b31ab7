package io.migomail.standalone.inbox;

import java.util.List;

/**
 * One mail as the built-in MX received it.
 *
 * @param number counts from 1; the file of its source is {@code <number>.eml}
 * @param at instant of the final dot, milliseconds since the epoch
 * @param dkim verdict per signature, such as {@code pass yourapp.com/migo1 rsa-sha256}
 * @param sourceIp address the mail came from
 */
public record Captured(
        long number,
        long at,
        String sender,
        List<String> recipients,
        String from,
        String subject,
        String messageId,
        List<String> dkim,
        String sourceIp,
        String tls,
        int size) {}
