package io.migomail.ingress.sandbox;

import java.util.List;

/**
 * A mail as the capturing MX received it.
 *
 * @param number counts from 1
 * @param at instant of the final dot, milliseconds
 * @param sender the return path
 * @param dkim a verdict for each signature, such as {@code pass yourapp.com/migo1 rsa-sha256}
 * @param size in octets
 */
public record CapturedMail(
        long number,
        long at,
        String sender,
        List<String> recipients,
        String from,
        String subject,
        List<String> dkim,
        String tls,
        int size) {}
