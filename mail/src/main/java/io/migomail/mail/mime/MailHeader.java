package io.migomail.mail.mime;

/** A header field: unfolded, decoded. */
public record MailHeader(String name, String value) {}
