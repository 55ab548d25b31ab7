package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever tells the version of this repository tells the same, and none that was released already. */
class VersionTest {
    private static final String TOLD = "([0-9]+\\.[0-9]+\\.[0-9]+)";

    /** Where it stands: once in each. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("helm/migomail/Chart.yaml", "(?m)^version: " + TOLD + "$"),
            // Not a module: Maven asks it for Flink's jars alone.
            Map.entry("podman/flink/pom.xml", "<artifactId>migomail</artifactId><version>" + TOLD + "</version>"),
            Map.entry("README.md", "This is version " + TOLD),
            Map.entry("docs/sdks.md", "(?m)^Version " + TOLD),
            Map.entry("sdks/java/src/main/java/io/migomail/sdk/Migomail.java", "VERSION = \"" + TOLD + "\""),
            Map.entry("sdks/node/package.json", "\"version\": \"" + TOLD + "\""),
            Map.entry("sdks/node/lib/version.js", "VERSION: '" + TOLD + "'"),
            Map.entry("sdks/python/pyproject.toml", "(?m)^version = \"" + TOLD + "\""),
            Map.entry("sdks/python/migomail/_version.py", "VERSION = \"" + TOLD + "\""),
            Map.entry("sdks/php/composer.json", "\"version\": \"" + TOLD + "\""),
            Map.entry("sdks/php/src/Migomail.php", "VERSION = '" + TOLD + "'"),
            Map.entry("sdks/ruby/lib/migomail/version.rb", "VERSION = '" + TOLD + "'"));

    private static String text(String file) throws IOException {
        return Files.readString(Repository.ROOT.resolve(file));
    }

    private static String version() throws IOException {
        Matcher found =
                Pattern.compile("(?m)^ {2}<version>" + TOLD + "</version>$").matcher(text("pom.xml"));
        assertTrue(found.find(), "pom.xml");
        return found.group(1);
    }

    @Test
    void everyPlaceTellsThatOfThePom() throws IOException {
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            Matcher found = Pattern.compile(place.getValue()).matcher(text(place.getKey()));
            String told = found.find() ? found.group(1) : "none";
            if (!told.equals(version())) {
                others.add(place.getKey() + " tells " + told);
            }
        }
        assertEquals(List.of(), others);
        assertTrue(text("helm/migomail/Chart.yaml").contains("\nappVersion: " + version() + "\n"));
    }

    @Test
    void itIsNoneOfThoseThatAreReleased() throws IOException {
        List<String> released = text("docs/releases.tsv")
                .lines()
                .map(line -> line.split("\t")[0])
                .toList();
        assertFalse(released.isEmpty());
        assertFalse(released.contains(version()), version() + " is released: the next one is due");
    }
}
