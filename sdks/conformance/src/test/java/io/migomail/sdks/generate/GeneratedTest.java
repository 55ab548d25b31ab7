package io.migomail.sdks.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The methods and types of the client libraries are those of docs/openapi.yaml; with {@code -Dsdks.write=true} they are
 * made so.
 */
class GeneratedTest {
    private static final String FAILURE = "run this test with -Dsdks.write=true, then spotless:apply";

    private static Map<Path, String> wanted() throws IOException {
        Api api = Api.read();
        Map<Path, String> out = new TreeMap<>();
        out.putAll(new JavaSource(api).files());
        out.putAll(new PythonSource(api).files());
        out.putAll(new NodeSource(api).files());
        out.putAll(new PhpSource(api).files());
        out.putAll(new RubySource(api).files());
        return out;
    }

    @Test
    void methodsAndTypesAreThoseOfTheDocument() throws IOException {
        Map<Path, String> wanted = wanted();
        if (Boolean.getBoolean("sdks.write")) {
            for (Map.Entry<Path, String> file : wanted.entrySet()) {
                Path path = Api.ROOT.resolve(file.getKey());
                if (!same(path, file.getValue())) {
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.getValue());
                }
            }
        }
        TreeSet<String> different = new TreeSet<>();
        for (Map.Entry<Path, String> file : wanted.entrySet()) {
            if (!same(Api.ROOT.resolve(file.getKey()), file.getValue())) {
                different.add(file.getKey().toString());
            }
        }
        assertEquals(new TreeSet<>(), different, FAILURE);
        assertTrue(wanted.size() > 50, "files: " + wanted.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sdks/java/src/main/java/io/migomail/sdk",
                "sdks/java/src/main/java/io/migomail/sdk/model",
                "sdks/php/src/Resource"
            })
    void nothingIsLeftOfWhatTheDocumentNoLongerHas(String folder) throws IOException {
        Map<Path, String> wanted = wanted();
        TreeSet<Path> left = new TreeSet<>();
        try (var files = Files.list(Api.ROOT.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains("Made of docs/openapi.yaml")
                        && !wanted.containsKey(Api.ROOT.relativize(file))) {
                    left.add(Api.ROOT.relativize(file));
                }
            }
        }
        assertEquals(new TreeSet<>(), left, "delete them");
    }

    /** Formatting is not the generator's. */
    private static boolean same(Path file, String wanted) throws IOException {
        return Files.exists(file) && plain(Files.readString(file)).equals(plain(wanted));
    }

    private static String plain(String source) {
        return source.replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", "");
    }
}
