package io.migomail.mta.engine;

import java.util.List;
import java.util.Locale;

/**
 * What a host offers in its reply to EHLO (RFC 5321 4.1.1.1).
 *
 * @param size largest message it takes, 0 = it does not say
 */
record Extensions(boolean pipelining, boolean startTls, boolean eightBitMime, boolean smtpUtf8, long size) {
    static final Extensions NONE = new Extensions(false, false, false, false, 0);

    /** From the lines of the reply after the first. */
    static Extensions of(List<String> lines) {
        boolean pipelining = false;
        boolean startTls = false;
        boolean eightBitMime = false;
        boolean smtpUtf8 = false;
        long size = 0;
        for (String line : lines) {
            String[] words = line.trim().toUpperCase(Locale.ROOT).split(" +", 3);
            switch (words[0]) {
                case "PIPELINING" -> pipelining = true;
                case "STARTTLS" -> startTls = true;
                case "8BITMIME" -> eightBitMime = true;
                case "SMTPUTF8" -> smtpUtf8 = true;
                case "SIZE" -> size = words.length > 1 && words[1].matches("\\d{1,18}") ? Long.parseLong(words[1]) : 0;
                default -> {}
            }
        }
        return new Extensions(pipelining, startTls, eightBitMime, smtpUtf8, size);
    }
}
