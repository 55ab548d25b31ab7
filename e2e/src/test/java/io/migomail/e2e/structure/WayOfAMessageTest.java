package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A first-time reader follows a message through the files that README lists; {@code SpineIT} walks the same way. */
class WayOfAMessageTest {
    private static final Pattern STEP = Pattern.compile("\\d+\\. \\[`(\\w+)`]\\(([^)]+/(\\w+)\\.java)\\): .+");

    private record Step(String name, Path file) {}

    @Test
    void every_file_on_the_way_is_there_and_names_the_next() throws IOException {
        List<Step> way = way();
        List<String> broken = new ArrayList<>();
        for (int i = 0; i + 1 < way.size(); i++) {
            String next = way.get(i + 1).name();
            String javadoc = javadoc(way.get(i));
            int at = javadoc.lastIndexOf("Next");
            if (at < 0
                    || !Pattern.compile("\\b" + next + "\\b")
                            .matcher(javadoc.substring(at))
                            .find()) {
                broken.add("the Javadoc of " + way.get(i).name() + " does not end with 'Next: {@link " + next + "}'");
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void the_way_leads_from_the_door_to_the_story() throws IOException {
        List<Step> way = way();
        assertTrue(way.size() >= 10 && way.size() <= 14, "about ten files, not " + way.size());
        assertEquals("Ingress", way.get(0).name());
        assertEquals("MessageStory", way.get(way.size() - 1).name());
    }

    private static List<Step> way() throws IOException {
        List<Step> way = new ArrayList<>();
        for (String line : Readme.section("way")) {
            Matcher step = STEP.matcher(line);
            assertTrue(step.matches(), "not '1. [`Class`](path/Class.java): what it does': " + line);
            assertEquals(step.group(1), step.group(3));
            Path file = Repository.ROOT.resolve(step.group(2));
            assertTrue(Files.exists(file), "no such file: " + file);
            way.add(new Step(step.group(1), file));
        }
        return way;
    }

    /** The comment before the type's declaration, as one line. */
    private static String javadoc(Step step) throws IOException {
        String source = Files.readString(step.file());
        Matcher type = Pattern.compile(
                        "\\R(public )?(abstract |final )?(class|interface|enum|record) " + step.name() + "\\b")
                .matcher(source);
        assertTrue(type.find(), "no type " + step.name() + " in " + step.file());
        String before = source.substring(0, type.start());
        return before.substring(before.lastIndexOf("/**")).replaceAll("\\s*\\R\\s*\\*\\s*", " ");
    }
}
