package io.migomail.core;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Public vocabulary kept as words in records: look-up with an error that names the allowed ones. */
final class Words {
    private Words() {}

    static <T> T of(T[] values, Function<T, String> word, String text, String what) {
        for (T value : values) {
            if (word.apply(value).equals(text)) {
                return value;
            }
        }
        String allowed = Arrays.stream(values).map(word).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown " + what + " '" + text + "', must be one of: " + allowed);
    }
}
