package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the product and its tests are built from: each dependency that was resolved has a licence that is allowed, and
 * none is older than the fix of a vulnerability that the table names. Both are judged offline, from the POMs beside the
 * jars. Neither what was found since the table was written, which only an advisory service on the Internet can tell, nor
 * what is shaded into Flink's jars, which Flink's release chooses, is seen here.
 */
class DependenciesTest {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private static List<String[]> table(String name) throws IOException {
        try (var in = DependenciesTest.class.getResourceAsStream("/dependencies/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void everyDependencyHasALicenceThatIsAllowed() throws IOException {
        Map<String, String> spdx = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        table("licences.tsv").forEach(row -> spdx.put(row[0], row[1]));
        TreeSet<String> refused = new TreeSet<>();
        List<ResolvedJar> jars = ResolvedJar.ofClassPath();
        for (ResolvedJar jar : jars) {
            List<String> names = jar.licences();
            // Of several a user may choose.
            if (names.stream().noneMatch(spdx::containsKey)) {
                refused.add(jar.artifact() + " " + jar.version() + " " + names);
            }
        }
        assertEquals(new TreeSet<>(), refused, "add the licence to licences.tsv where Apache-2.0 code may use it");
        assertTrue(jars.size() > 50, "dependencies found: " + jars.size());
    }

    @Test
    void noDependencyIsOlderThanTheFixOfAKnownVulnerability() throws IOException {
        Map<String, ResolvedJar> jars = ResolvedJar.ofClassPath().stream()
                .collect(Collectors.toMap(ResolvedJar::artifact, jar -> jar, (a, b) -> a));
        TreeSet<String> vulnerable = new TreeSet<>();
        int judged = 0;
        for (String[] row : table("fixed-in.tsv")) {
            ResolvedJar jar = jars.get(row[0]);
            if (jar != null) {
                judged++;
                if (compare(jar.version(), row[1]) < 0) {
                    vulnerable.add(row[0] + " " + jar.version() + " is older than " + row[1] + ": " + row[2]);
                }
            }
        }
        assertEquals(new TreeSet<>(), vulnerable);
        assertTrue(judged > 5, "dependencies judged: " + judged);
    }

    @Test
    void versionsAreComparedByTheirNumbers() {
        assertTrue(compare("2.9", "2.10") < 0);
        assertTrue(compare("4.2.20.Final", "4.1.118.Final") > 0);
        assertEquals(0, compare("3.0", "3.0"));
        assertTrue(compare("1.1.10", "1.1.10.4") < 0);
    }

    private static int compare(String a, String b) {
        List<Long> left = numbers(a);
        List<Long> right = numbers(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = Long.compare(i < left.size() ? left.get(i) : 0, i < right.size() ? right.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Long> numbers(String version) {
        return NUMBER.matcher(version)
                .results()
                .map(found -> Long.parseLong(found.group()))
                .toList();
    }
}
