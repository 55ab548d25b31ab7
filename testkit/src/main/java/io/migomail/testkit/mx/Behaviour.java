package io.migomail.testkit.mx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an MX does at one step. As text: {@code 550-5.1.1-no-such-user} is the reply "550 5.1.1 no such user"; after a
 * reply or alone may come {@code rst} (reset), {@code close}, {@code silence} (nothing more is said), {@code abort}
 * (STARTTLS: the handshake breaks), {@code drip} (octet by octet), {@code taken} (after the final dot: the mail is kept
 * whatever is said), {@code slow500} (milliseconds before it) and {@code x2} (only the first two times). A text with a
 * space in it is a reply as it stands. A connection ends only where that is said, so {@code 421-close} for a host that
 * does not wait for QUIT.
 *
 * @param reply what is said, lines separated by CRLF; null = the standard, empty = nothing
 * @param times how often it happens before the standard comes back; 0 = always
 */
public record Behaviour(@Nullable String reply, Ending ending, boolean taken, boolean drip, Duration delay, int times) {
    /** What follows on what was said. */
    public enum Ending {
        STAY,
        CLOSE,
        RESET,
        SILENCE,
        ABORT
    }

    /** Nothing out of the ordinary. */
    public static final Behaviour STANDARD = new Behaviour(null, Ending.STAY, false, false, Duration.ZERO, 0);

    private static final Pattern CODE = Pattern.compile("[2-5]\\d\\d");
    private static final Pattern ENHANCED = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    /** That reply, as it stands. */
    public static Behaviour reply(String reply) {
        return new Behaviour(reply, Ending.STAY, false, false, Duration.ZERO, 0);
    }

    /** No reply: the connection ends so. */
    public static Behaviour end(Ending ending) {
        return new Behaviour("", ending, false, false, Duration.ZERO, 0);
    }

    /** The same with that ending behind the reply. */
    public Behaviour then(Ending next) {
        return new Behaviour(reply, next, taken, drip, delay, times);
    }

    /** The same, said octet by octet. */
    public Behaviour dripping() {
        return new Behaviour(reply, ending, taken, true, delay, times);
    }

    /** The same, the mail being kept whatever is said. */
    public Behaviour keeping() {
        return new Behaviour(reply, ending, true, drip, delay, times);
    }

    /** The same after that time. */
    public Behaviour after(Duration wait) {
        return new Behaviour(reply, ending, taken, drip, wait, times);
    }

    /** The same, only the first so many times. */
    public Behaviour first(int count) {
        return new Behaviour(reply, ending, taken, drip, delay, count);
    }

    /** @throws IllegalArgumentException where the text says nothing of the kind */
    public static Behaviour parse(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("not a behaviour of an MX: '" + text + "'"));
    }

    /** The behaviour a text describes, if it describes one. */
    static Optional<Behaviour> read(String text) {
        if (text.indexOf(' ') >= 0) {
            return Optional.of(reply(text));
        }
        List<String> words = new ArrayList<>(List.of(text.split("-")));
        Behaviour found = STANDARD;
        boolean flagged = false;
        while (!words.isEmpty()) {
            Behaviour next = found.flag(words.get(words.size() - 1));
            if (next == null) {
                break;
            }
            found = next;
            flagged = true;
            words.remove(words.size() - 1);
        }
        if (words.isEmpty()) {
            boolean mute = found.ending != Ending.STAY && found.ending != Ending.ABORT;
            return flagged ? Optional.of(mute ? found.saying("") : found) : Optional.empty();
        }
        return CODE.matcher(words.get(0)).matches() ? Optional.of(found.saying(words(words))) : Optional.empty();
    }

    private static String words(List<String> words) {
        boolean bare = words.size() == 1
                || (words.size() == 2 && ENHANCED.matcher(words.get(1)).matches());
        return String.join(" ", words) + (bare ? " as scripted" : "");
    }

    private Behaviour saying(String text) {
        return new Behaviour(text, ending, taken, drip, delay, times);
    }

    private @Nullable Behaviour flag(String word) {
        return switch (word) {
            case "rst" -> then(Ending.RESET);
            case "close" -> then(Ending.CLOSE);
            case "silence" -> then(Ending.SILENCE);
            case "abort" -> then(Ending.ABORT);
            case "drip" -> dripping();
            case "taken" -> keeping();
            default -> {
                if (word.matches("slow\\d{1,6}")) {
                    yield after(Duration.ofMillis(Long.parseLong(word.substring(4))));
                }
                yield word.matches("x\\d{1,4}") ? first(Integer.parseInt(word.substring(1))) : null;
            }
        };
    }
}
