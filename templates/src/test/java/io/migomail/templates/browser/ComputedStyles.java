package io.migomail.templates.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks a browser for the computed style of every element of a document and of its inlined form. */
public final class ComputedStyles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ComputedStyles() {}

    /** A document before and after. */
    public record Pair(String name, String before, String after) {}

    /** One property of one element that is not the same after as before. */
    public record Difference(String file, int width, String element, String property, String was, String is) {}

    /** What a comparison found, and over how many elements (each counted once for each width). */
    public record Result(int elements, List<Difference> differences) {}

    /** Skips the test, or fails it, where there is no browser. */
    public static void requireBrowser() {
        Chromium.require();
    }

    /** All differences at 800 and 375 pixels, to a reader who prefers dark colours or light ones. */
    public static Result compare(List<Pair> pairs, boolean dark) throws Exception {
        try (Pages pages = new Pages()) {
            ArrayNode files = JSON.createArrayNode();
            for (int i = 0; i < pairs.size(); i++) {
                pages.put("/before/" + i, pairs.get(i).before());
                pages.put("/after/" + i, pairs.get(i).after());
                files.addObject()
                        .put("name", pairs.get(i).name())
                        .put("before", "/before/" + i)
                        .put("after", "/after/" + i);
            }
            pages.put("/files", files.toString());
            pages.put("/", script());
            try (Chromium browser = Chromium.show(pages.url("/"), dark)) {
                return read(JSON.readTree(pages.report()), dark);
            }
        }
    }

    private static String script() throws Exception {
        try (InputStream in = ComputedStyles.class.getResourceAsStream("compare.html")) {
            assertTrue(in != null, "compare.html");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Result read(JsonNode report, boolean dark) {
        assertTrue(
                report.path("problem").isMissingNode(),
                () -> report.path("problem").asText());
        assertEquals(dark, report.path("dark").asBoolean(), "the browser's colour scheme");
        int elements = 0;
        List<Difference> differences = new ArrayList<>();
        for (JsonNode result : report.path("results")) {
            String file = result.path("file").asText();
            assertEquals(result.path("elements"), result.path("inlined"), "elements of " + file);
            elements += result.path("elements").asInt();
            for (JsonNode one : result.path("differences")) {
                differences.add(new Difference(
                        file,
                        result.path("width").asInt(),
                        one.path("element").asText(),
                        one.path("property").asText(),
                        one.path("was").asText(),
                        one.path("is").asText()));
            }
        }
        return new Result(elements, differences);
    }
}
