package io.migomail.mail.mime;

/**
 * A message ready to be signed.
 *
 * @param bytes header and body, CRLF line ends only, not dot-stuffed
 * @param smtputf8 whether its header holds UTF-8 (RFC 6532), so that only SMTPUTF8 hosts may get it; otherwise it is
 *     pure 7-bit
 */
public record ComposedMail(byte[] bytes, boolean smtputf8) {}
