package io.migomail.ingress.rest;

import io.migomail.core.IsoTime;
import io.migomail.core.MailAddress;
import io.migomail.core.Texts;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of a request and gathers every fault under {@code /name}. What a reader returns after a fault is
 * absent, so that reading goes on; {@link #done} ends it. One thread.
 */
public final class QueryParameters {
    private final Map<String, List<String>> given;
    private final List<FieldError> errors = new ArrayList<>();

    private QueryParameters(Map<String, List<String>> given) {
        this.given = new TreeMap<>(given);
    }

    /** The query of a call. */
    public static QueryParameters of(Call call) {
        return new QueryParameters(call.queries());
    }

    /** @throws Problem {@code unknown_field} for each parameter that is none of these */
    static void allow(Set<String> known, Set<String> names) {
        QueryParameters parameters = new QueryParameters(Map.of());
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> parameters.fault(name, ErrorCode.UNKNOWN_FIELD, "The parameter is not known here."));
        parameters.done();
    }

    /** Whether it is given, well or not. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    public void fault(String name, ErrorCode code, String message) {
        errors.add(new FieldError("/" + name.replace("~", "~0").replace("/", "~1"), code, message));
    }

    /** A text of one line that is given at most once and is not blank. */
    public @Nullable String line(String name, int maxChars) {
        List<String> all = lines(name, 1, maxChars);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Texts of one line, none of them blank; a fault where there are more. */
    public List<String> lines(String name, int max, int maxChars) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > max) {
            fault(name, ErrorCode.TOO_MANY, "The parameter may be given " + (max == 1 ? "once." : max + " times."));
            return List.of();
        }
        return values.stream().filter(value -> isLine(name, value, maxChars)).toList();
    }

    private boolean isLine(String name, String value, int maxChars) {
        if (value.isBlank()) {
            fault(name, ErrorCode.INVALID_VALUE, "The parameter must not be empty.");
        } else if (value.length() > maxChars) {
            fault(name, ErrorCode.TOO_LONG, "At most " + maxChars + " characters are allowed.");
        } else if (!Texts.isLine(value)) {
            fault(name, ErrorCode.FORBIDDEN_CHARACTER, "Control and direction characters are not allowed.");
        } else {
            return true;
        }
        return false;
    }

    /** One of a vocabulary. */
    public @Nullable String word(String name, List<String> vocabulary) {
        List<String> words = words(name, 1, vocabulary);
        return words.isEmpty() ? null : words.get(0);
    }

    /** Some of a vocabulary. */
    public List<String> words(String name, int max, List<String> vocabulary) {
        List<String> words = lines(name, max, 64);
        if (!vocabulary.containsAll(words)) {
            fault(name, ErrorCode.INVALID_VALUE, "The value is none of: " + String.join(", ", vocabulary) + ".");
            return List.of();
        }
        return words;
    }

    /** An address in the one spelling that it has. */
    public @Nullable String address(String name) {
        return parsed(
                name,
                512,
                ErrorCode.INVALID_ADDRESS,
                "The value is not an e-mail address.",
                text -> MailAddress.parse(text).toString());
    }

    /** An instant, in milliseconds. */
    public @Nullable Long instant(String name) {
        return parsed(name, 64, ErrorCode.INVALID_VALUE, Fields.INSTANT_SENTENCE, IsoTime::millis);
    }

    private <T> @Nullable T parsed(
            String name, int maxChars, ErrorCode code, String message, Function<String, T> parser) {
        String text = line(name, maxChars);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            fault(name, code, message);
            return null;
        }
    }

    /** How many entries a page may have: {@code limit}, else the usual. */
    public int limit() {
        String text = line(Page.LIMIT, 64);
        if (text != null && (!text.matches("[0-9]{1,3}") || !Page.allows(Integer.parseInt(text)))) {
            fault(Page.LIMIT, ErrorCode.INVALID_VALUE, Page.LIMIT_SENTENCE);
            return Page.STANDARD;
        }
        return text == null ? Page.STANDARD : Integer.parseInt(text);
    }

    /** Everything given but the place and size of the page, in one spelling: which list the pages are of. */
    public String filter() {
        Map<String, List<String>> filter = new TreeMap<>(given);
        filter.keySet().removeAll(Set.of(Page.LIMIT, Page.CURSOR));
        return filter.toString();
    }

    /** @throws Problem with all faults, where there are any */
    public void done() {
        if (!errors.isEmpty()) {
            throw Problem.ofErrors(errors);
        }
    }
}
