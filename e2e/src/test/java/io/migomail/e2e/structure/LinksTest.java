package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.migomail.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every relative link of the documents leads to a file of the repository. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");

    @Test
    void links_of_the_documents_resolve() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                String target = link.group(1).replaceFirst("#.*", "");
                boolean ours = !ELSEWHERE.matcher(target).matches() && !target.isEmpty();
                if (ours && !Files.exists(document.resolveSibling(target))) {
                    broken.add(Repository.ROOT.relativize(document) + ": " + target);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private static List<Path> documents() throws IOException {
        List<Path> out = new ArrayList<>();
        try (Stream<Path> top = Files.list(Repository.ROOT);
                Stream<Path> docs = Files.walk(Repository.ROOT.resolve("docs"));
                Stream<Path> sdks = Files.walk(Repository.ROOT.resolve("sdks"), 2);
                Stream<Path> chart = Files.walk(Repository.ROOT.resolve("helm/migomail"))) {
            Stream.of(top, docs, sdks, chart)
                    .flatMap(s -> s)
                    .filter(f -> f.toString().endsWith(".md"))
                    .forEach(out::add);
        }
        assertFalse(out.isEmpty(), "documents under " + Repository.ROOT);
        return out;
    }
}
