package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The habits of this code base that a machine can check. */
class TidyTest {
    private static final Path ROOT = Repository.ROOT;
    private static final int MAIN_LINES = 400;
    private static final int TEST_LINES = 600;
    private static final Pattern BAD_NAME =
            Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils|Impl|Data|Info)\\.java");
    private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b|@Dis"
            + "abled|assert" + "True\\(true\\)|printStack" + "Trace\\(\\)");
    private static final Pattern CATCH_ALL = Pattern.compile("catch \\((Exception|Throwable) ");

    @Test
    void noFileIsTooLong() throws IOException {
        assertNone(file -> lines(file).size() > (isTest(file) ? TEST_LINES : MAIN_LINES)
                ? lines(file).size() + " lines"
                : "");
    }

    @Test
    void mostFilesAreShort() throws IOException {
        List<Integer> sizes = sources()
                .filter(f -> !isTest(f))
                .map(f -> lines(f).size())
                .sorted()
                .toList();
        assertTrue(sizes.get(sizes.size() / 2) < 100, "median of lines: " + sizes.get(sizes.size() / 2));
        assertTrue(sizes.get(sizes.size() * 9 / 10) < 250, "p90 of lines: " + sizes.get(sizes.size() * 9 / 10));
    }

    @Test
    void namesSayWhatAThingIs() throws IOException {
        assertNone(file -> BAD_NAME.matcher(file.getFileName().toString()).matches() ? "empty word in the name" : "");
    }

    @Test
    void nothingIsLeftOver() throws IOException {
        assertNone(file -> firstMatch(file, LEFTOVER));
    }

    @Test
    void testsAreNamedSoThatTheyRun() throws IOException {
        assertNone(file -> isTest(file)
                        && lines(file).stream()
                                .anyMatch(l ->
                                        l.strip().matches("@(Test|TestFactory|ParameterizedTest|RepeatedTest)\\b.*"))
                        && !file.toString().matches(".*(Test|IT|Contract)\\.java")
                ? "a class with tests must end in Test or IT"
                : "");
    }

    @Test
    void catchingEverythingStatesItsReason() throws IOException {
        assertNone(file -> isTest(file)
                ? ""
                : lines(file).stream()
                        .filter(l -> CATCH_ALL.matcher(l).find() && !l.contains("//"))
                        .findFirst()
                        .map(String::strip)
                        .orElse(""));
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        List<String> bare = sources()
                .filter(f -> !isTest(f))
                .map(Path::getParent)
                .distinct()
                .filter(dir -> !Files.exists(dir.resolve("package-info.java")))
                .map(dir -> ROOT.relativize(dir).toString())
                .toList();
        assertEquals(List.of(), bare);
    }

    private static void assertNone(Function<Path, String> check) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources().toList()) {
            String complaint = check.apply(file);
            if (!complaint.isEmpty()) {
                found.add(ROOT.relativize(file) + ": " + complaint);
            }
        }
        assertEquals(List.of(), found);
    }

    private static String firstMatch(Path file, Pattern pattern) {
        return lines(file).stream()
                .filter(l -> pattern.matcher(l).find())
                .findFirst()
                .map(String::strip)
                .orElse("");
    }

    private static boolean isTest(Path file) {
        return file.toString().contains("/src/test/");
    }

    private static Stream<Path> sources() throws IOException {
        List<Path> out = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> sdks = Files.list(ROOT.resolve("sdks"))) {
            for (Path module : Stream.concat(top, sdks)
                    .filter(m -> Files.exists(m.resolve("pom.xml")))
                    .toList()) {
                if (Files.isDirectory(module.resolve("src"))) {
                    try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                        files.filter(f -> f.toString().endsWith(".java")).forEach(out::add);
                    }
                }
            }
        }
        assertTrue(out.size() > 20, "sources found under " + ROOT);
        return out.stream();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
