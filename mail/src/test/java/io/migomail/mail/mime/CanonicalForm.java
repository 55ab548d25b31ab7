package io.migomail.mail.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every composed message keeps to. */
final class CanonicalForm {
    private CanonicalForm() {}

    static void check(String message, String what) {
        String bare = message.replace("\r\n", "");
        assertEquals(-1, bare.indexOf('\r'), what);
        assertEquals(-1, bare.indexOf('\n'), what);
        assertTrue(message.endsWith("\r\n"), what);
        for (String line : message.split("\r\n", -1)) {
            assertTrue(line.length() <= 100, what + ": " + line);
            assertTrue(line.chars().allMatch(c -> c < 128 && c > 0), what + ": " + line);
        }
    }
}
