package io.migomail.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The secrets that master keys of tests, the first in use, give for a purpose. */
final class Secrets {
    private Secrets() {}

    static Function<String, List<byte[]>> of(String... masters) {
        return purpose -> Stream.of(masters)
                .map(master -> Ids.sha256((master + purpose).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
