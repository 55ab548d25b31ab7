package io.migomail.mail.mime;

/**
 * A message ready to be signed.
 *
 * @param bytes header and body, CRLF line ends only, not dot-stuffed
 * @param smtputf8 whether its header holds UTF-8 (RFC 6532), so that only SMTPUTF8 hosts may get it
 * @param eightBit whether an octet of it is above 127
 */
public record ComposedMail(byte[] bytes, boolean smtputf8, boolean eightBit) {}
