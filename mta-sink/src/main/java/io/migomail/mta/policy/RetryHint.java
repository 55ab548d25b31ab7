package io.migomail.mta.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The waiting time that a reply asks for in words: "try again in 300 seconds", "come back in 00:05:00". */
final class RetryHint {
    /** Longer hints are cut: the retry schedule knows better. */
    static final Duration LONGEST = Duration.ofHours(4);

    private static final String WISH = "(?:again|back|retry|retried|wait|later|delay(?:ed)?|greylist\\w*)";
    private static final Pattern WORDS = Pattern.compile(
            "\\b" + WISH + "\\b[^.;\\d]{0,40}?(\\d{1,6})\\s*(s|secs?|seconds?|m|mins?|minutes?|h|hours?)\\b");
    private static final Pattern CLOCK =
            Pattern.compile("\\b" + WISH + "\\b[^.;\\d]{0,40}?(\\d{1,2}):([0-5]\\d):([0-5]\\d)\\b");

    private RetryHint() {}

    /** The hint, or zero where there is none. */
    static Duration in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher clock = CLOCK.matcher(lower);
        if (clock.find()) {
            return bounded(Duration.ofHours(number(clock, 1))
                    .plusMinutes(number(clock, 2))
                    .plusSeconds(number(clock, 3)));
        }
        Matcher words = WORDS.matcher(lower);
        if (!words.find()) {
            return Duration.ZERO;
        }
        return bounded(
                switch (words.group(2).charAt(0)) {
                    case 's' -> Duration.ofSeconds(number(words, 1));
                    case 'm' -> Duration.ofMinutes(number(words, 1));
                    default -> Duration.ofHours(number(words, 1));
                });
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    private static Duration bounded(Duration hint) {
        return hint.compareTo(LONGEST) > 0 ? LONGEST : hint;
    }
}
