package io.migomail.mail.dkim;

/**
 * A signature that was put on a message, by its tags (RFC 6376 3.5).
 *
 * @param domain d=
 * @param selector s=
 * @param algorithm a=
 * @param bodyHash bh=, decoded; nobody changes it
 * @param signature b=, decoded; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record DkimMark(String domain, String selector, String algorithm, byte[] bodyHash, byte[] signature) {}
