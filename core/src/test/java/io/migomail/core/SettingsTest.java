package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(
                dir.resolve("m.conf"), "# a comment\n\nMIGO_HTTP = 127.0.0.1:1\nMIGO_SMTP=127.0.0.1:2\n");
        Settings settings = Settings.from(Map.of("MIGO_CONFIG", file.toString(), "MIGO_HTTP", "127.0.0.1:3"));
        assertEquals("127.0.0.1:3", settings.get(Setting.MIGO_HTTP));
        assertEquals("127.0.0.1:2", settings.get(Setting.MIGO_SMTP));
        assertEquals("capture", settings.get(Setting.MIGO_DELIVERY));
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithTheNameOfItsSetting() {
        Settings settings = Settings.from(Map.of("MIGO_HTTP", "nonsense", "MIGO_SMTP", "127.0.0.1:1,127.0.0.1:2"));
        var e = assertThrows(IllegalArgumentException.class, () -> settings.address(Setting.MIGO_HTTP));
        assertTrue(e.getMessage().startsWith("MIGO_HTTP must be address:port"), e.getMessage());
        assertEquals(
                List.of(new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2)),
                settings.addresses(Setting.MIGO_SMTP));
    }

    @Test
    void aFileGivesOnlyWhatTheEnvironmentDoesNot(@TempDir Path dir) throws Exception {
        Path file =
                Files.writeString(dir.resolve("secrets.conf"), "MIGO_CLICKHOUSE_PASSWORD=p\nMIGO_CLICKHOUSE_USER=u\n");
        Settings settings = Settings.from(Map.of("MIGO_CLICKHOUSE_USER", "me")).orElse(file);
        assertEquals("p", settings.get(Setting.MIGO_CLICKHOUSE_PASSWORD));
        assertEquals("me", settings.get(Setting.MIGO_CLICKHOUSE_USER));
        assertFalse(settings.orElse(dir.resolve("missing")).given(Setting.MIGO_HTTP));
    }

    @Test
    void anUnknownSettingIsRefusedByName() {
        var e = assertThrows(IllegalArgumentException.class, () -> Settings.from(Map.of("MIGO_HTPT", "x")));
        assertTrue(e.getMessage().contains("MIGO_HTPT"));
    }

    @Test
    void theEnvironmentOfSdksAndScriptsIsNotOurs() {
        assertFalse(Settings.from(Map.of("MIGO_API_KEY", "k", "MIGO_JAVA_OPTS", "-Xmx1g", "PATH", "/bin"))
                .given(Setting.MIGO_HTTP));
    }

    @Test
    void aFolderIsAbsoluteAndATildeIsTheHomeOfTheUser() {
        Path home = Path.of(System.getProperty("user.home"));
        assertEquals(
                home.resolve("migo"),
                Settings.from(Map.of("MIGO_DATA", "~/x/../migo")).folder(Setting.MIGO_DATA));
        assertTrue(Settings.from(Map.of("MIGO_DATA", "data"))
                .folder(Setting.MIGO_DATA)
                .isAbsolute());
    }

    @Test
    void valuesAreCheckedWhenRead() {
        Settings settings = Settings.from(Map.of(
                "MIGO_ALLOW_PRIVATE_MX",
                "maybe",
                "MIGO_PARALLELISM",
                "0",
                "MIGO_EGRESS_IPS",
                " 127.0.1.1, ,127.0.1.2"));
        assertThrows(IllegalArgumentException.class, () -> settings.flag(Setting.MIGO_ALLOW_PRIVATE_MX));
        assertThrows(IllegalArgumentException.class, () -> settings.number(Setting.MIGO_PARALLELISM, 1));
        assertEquals(List.of("127.0.1.1", "127.0.1.2"), settings.list(Setting.MIGO_EGRESS_IPS));
        assertTrue(settings.with(Setting.MIGO_PARALLELISM, "4").number(Setting.MIGO_PARALLELISM, 1) == 4);
    }

    @Test
    void whatIsCalledASecretIsTakenForOne() {
        for (Setting setting : Setting.values()) {
            boolean called =
                    setting.name().matches(".*_(PASSWORD|SECRET|TOKEN|KEY)") && setting != Setting.MIGO_SMTP_KEY;
            assertEquals(called, setting.secret(), setting.name());
        }
    }
}
