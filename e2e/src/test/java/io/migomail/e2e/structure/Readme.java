package io.migomail.e2e.structure;

import io.migomail.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** README.md, with the sections that are checked against the code. */
final class Readme {
    private Readme() {}

    /** The lines between {@code <!-- name -->} and {@code <!-- /name -->}. */
    static List<String> section(String name) throws IOException {
        List<String> lines = Files.readAllLines(Repository.ROOT.resolve("README.md"));
        int from = lines.indexOf("<!-- " + name + " -->");
        int to = lines.indexOf("<!-- /" + name + " -->");
        if (from < 0 || to < from) {
            throw new AssertionError(
                    "README.md has no section between <!-- " + name + " --> and <!-- /" + name + " -->");
        }
        return lines.subList(from + 1, to);
    }
}
