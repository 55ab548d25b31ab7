package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.e2e.Repository;
import io.migomail.jobs.FlinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart's Flink processes notice a dead peer as those of this machine do. */
class ChartFlinkSettingsTest {
    private static final Pattern LINE = Pattern.compile("\\s+\"([a-z.-]+)\" \"([^\"]*)\"( }})?");

    @Test
    void theChartSetsWhatTheCodeSays() throws IOException {
        Map<String, String> chart = new TreeMap<>();
        for (String line : Files.readAllLines(Repository.ROOT.resolve("helm/migomail/templates/_flink.tpl"))) {
            Matcher setting = LINE.matcher(line);
            if (setting.matches()) {
                chart.put(setting.group(1), setting.group(2));
            }
        }
        assertEquals(new TreeMap<>(FlinkSettings.cluster().toMap()), chart);
    }
}
