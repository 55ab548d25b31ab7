package io.migomail.bench.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of the guide are what the model says; {@code -Dsizing.write=true} writes them. */
class SizingGuideTest {
    private static final Path GUIDE = Path.of("../docs/guides/sizing.md");
    private static final Path CHART = Path.of("../docs/guides/helm-values.md");
    private static final int KIB = 20;

    @Test
    void theTablesAreWhatTheModelSays() throws IOException {
        GuideTables tables = new GuideTables(Costs.ofBuild(), Body.html(KIB));
        Map<String, String> made = new LinkedHashMap<>();
        made.put("### Costs of this version\n", GuideTables.costs(Costs.table()));
        made.put("### What one core carries\n", GuideTables.rates(Costs.ofBuild()));
        made.put("### Plans\n", tables.plans());
        made.put("### Values of the chart\n", tables.values());
        String guide = Files.readString(GUIDE);
        String filled = guide;
        for (Map.Entry<String, String> one : made.entrySet()) {
            int from = filled.indexOf(one.getKey());
            assertTrue(from >= 0, one.getKey());
            int begin = from + one.getKey().length();
            filled = filled.substring(0, begin) + one.getValue() + filled.substring(end(filled, begin));
        }
        if (Boolean.getBoolean("sizing.write")) {
            Files.writeString(GUIDE, filled);
        } else {
            assertEquals(filled, guide, "run this test with -Dsizing.write=true");
        }
    }

    /** The next heading. */
    private static int end(String guide, int begin) {
        Matcher heading = Pattern.compile("^##", Pattern.MULTILINE).matcher(guide);
        assertTrue(heading.find(begin), "a section behind it");
        return heading.start() - 1;
    }

    @Test
    void theValuesAreThoseOfTheChart() throws IOException {
        String chart = Files.readString(CHART);
        List<String> named = Pattern.compile("^\\| `([a-z][A-Za-z]*(?:\\.[A-Za-z]+)+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(GUIDE).split("### Values of the chart\n", -1)[1])
                .results()
                .map(row -> row.group(1))
                .toList();
        assertTrue(named.size() > 10, named.toString());
        for (String value : named) {
            String row = value.startsWith("ingress.resources") ? "ingress.resources.requests" : value;
            assertTrue(chart.contains("`" + row + "`"), value);
        }
    }
}
