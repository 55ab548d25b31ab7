package io.migomail.sdks.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

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

    @Test
    void nothingIsLeftOfWhatTheDocumentNoLongerHas() throws IOException {
        Map<Path, String> wanted = wanted();
        Path models = Path.of("sdks/java/src/main/java/io/migomail/sdk/model");
        TreeSet<String> left = new TreeSet<>();
        try (var files = Files.list(Api.ROOT.resolve(models))) {
            files.map(file -> models.resolve(file.getFileName()))
                    .filter(file -> !wanted.containsKey(file))
                    .map(Path::getFileName)
                    .forEach(file -> left.add(file.toString()));
        }
        assertEquals(new TreeSet<>(List.of("Params.java", "package-info.java")), left);
    }

    /** Formatting is not the generator's. */
    private static boolean same(Path file, String wanted) throws IOException {
        return Files.exists(file) && plain(Files.readString(file)).equals(plain(wanted));
    }

    private static String plain(String source) {
        return source.replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", "");
    }
}
