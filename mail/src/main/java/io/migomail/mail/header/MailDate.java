package io.migomail.mail.header;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as headers spell them (RFC 5322 3.3), in UTC. Stateless. */
public final class MailDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.US)
            .withZone(ZoneOffset.UTC);

    private MailDate() {}

    /** The date-time, as in {@code Fri, 2 Jan 2026 03:04:05 +0000}. */
    public static String of(Instant at) {
        return FORM.format(at);
    }
}
