package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every statement of the contract ({@code docs/contract.md}) has its row in {@code docs/contract-coverage.tsv}, and every row
 * names tests that exist and run: nothing is promised that is not tested.
 */
class ContractCoverageTest {
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|TestFactory)\\b(?:(?!\\bvoid\\b|\\bStream<)[\\s\\S])*?(?:\\bvoid|\\bStream<\\w+>)\\s+(\\w+)\\s*\\(");
    private static final Pattern HEADINGS = Pattern.compile("(?m)^#+ .*$|^\\| resource \\| verbs \\|$");
    /** The frame of tables and what stands between statements. */
    private static final Pattern FRAME = Pattern.compile("[-|·\\s]+");

    private static String contract;
    private static List<String[]> rows;
    private static Map<String, Set<String>> tests;

    @BeforeAll
    static void read() throws Exception {
        contract = Files.readString(Repository.ROOT.resolve("docs/contract.md"));
        rows = Files.readAllLines(Repository.ROOT.resolve("docs/contract-coverage.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
        tests = tests();
    }

    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(Repository.ROOT)) {
            for (Path file : files.filter(f -> f.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
                    .toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                Set<String> methods = found.computeIfAbsent(type, name -> new TreeSet<>());
                TEST.matcher(Files.readString(file))
                        .results()
                        .map(r -> r.group(1))
                        .forEach(methods::add);
            }
        }
        return found;
    }

    @Test
    void everyStatementOfTheContractHasARow() {
        String rest = contract.substring(contract.indexOf("\n## "));
        for (String[] row : rows) {
            assertEquals(2, row.length, () -> String.join("\t", row));
            int at = rest.indexOf(row[0]);
            assertTrue(at >= 0, () -> "not in the contract, or there only once: " + row[0]);
            rest = rest.substring(0, at) + "\n" + rest.substring(at + row[0].length());
        }
        rest = HEADINGS.matcher(rest).replaceAll("");
        assertEquals("", FRAME.matcher(rest).replaceAll(""), "statements without a row");
    }

    @Test
    void everyRowNamesTestsThatExist() {
        List<String> missing = new ArrayList<>();
        for (String[] row : rows) {
            for (String test : row[1].split(", ")) {
                String[] parts = test.split("\\.");
                if (parts.length != 2 || !tests.getOrDefault(parts[0], Set.of()).contains(parts[1])) {
                    missing.add(test + " for: " + row[0]);
                }
            }
        }
        assertEquals(List.of(), missing);
    }
}
