package io.migomail.standalone.inbox;

import java.util.List;

/** Captured mails for tests. */
final class Captures {
    private Captures() {}

    static Captured plain(long number, String subject) {
        return to(number, subject, List.of("priya@example.com"));
    }

    static Captured to(long number, String subject, List<String> recipients) {
        return new Captured(
                number,
                1_700_000_000_000L,
                "b+1@mg.yourapp.com",
                recipients,
                "App <noreply@yourapp.com>",
                subject,
                "<1@yourapp.com>",
                List.of("pass yourapp.com/migo1 rsa-sha256"),
                "127.0.0.1",
                "",
                7);
    }

    /** Every text is the given one. */
    static Captured hostile(long number, String text) {
        return new Captured(
                number, 1_700_000_000_000L, text, List.of(text), text, text, text, List.of(text), text, text, 7);
    }
}
