package io.migomail.e2e.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** README's table of settings is the list in the code. */
class ReadmeSettingsTest {
    @Test
    void the_table_lists_every_setting_with_its_default_and_meaning() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| name | default | meaning |", "|---|---|---|"));
        for (Setting setting : Setting.values()) {
            String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
            rows.add("| `" + setting + "` | " + standard + " | "
                    + setting.meaning().replace("*", "\\*") + " |");
        }
        String right = String.join("\n", rows);
        assertEquals(right, String.join("\n", Readme.section("settings")), "the table must read:\n" + right + "\n");
    }
}
