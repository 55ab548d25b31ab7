package io.migomail.ingress.problem;

/**
 * One fault of a request.
 *
 * @param pointer JSON pointer to the field (RFC 6901); for SMTP the name of the header
 * @param message one sentence; never repeats the value
 */
public record FieldError(String pointer, ErrorCode code, String message) {}
