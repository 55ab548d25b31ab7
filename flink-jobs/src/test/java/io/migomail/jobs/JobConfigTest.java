package io.migomail.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.KafkaAddress;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class JobConfigTest {
    @Test
    void secretsDoNotTravelWithTheGraph() throws Exception {
        Map<String, String> given = new HashMap<>(Map.of(
                "MIGO_KAFKA", "k:1",
                "MIGO_MASTER_KEY", "canary-master",
                "MIGO_OIDC_CLIENT_SECRET", "canary-client",
                "MIGO_CLICKHOUSE_PASSWORD", "canary-house"));
        for (Setting setting : Setting.values()) {
            if (setting.secret()) {
                given.put(setting.name(), "canary-" + setting);
            }
        }
        JobConfig config = JobConfig.of(Settings.from(given));
        String bytes = new String(InstantiationUtil.serializeObject(config), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("canary"), bytes);
        assertTrue(bytes.contains("k:1"));
    }

    @Test
    void otherSettingsSurviveTheWay() throws Exception {
        JobConfig config =
                JobConfig.of(Settings.from(Map.of("MIGO_KAFKA", "k:1", "MIGO_PARALLELISM", "3", "MIGO_DATA", "/d")));
        JobConfig copy = InstantiationUtil.clone(config);
        assertEquals(3, copy.parallelism());
        assertEquals(KafkaAddress.of("k:1"), copy.kafka());
        assertEquals("file:///d/checkpoints", copy.checkpoints().replaceAll("/$", ""));
        assertEquals("capture", copy.settings().get(Setting.MIGO_DELIVERY));
    }

    @Test
    void aJobWithoutBrokersIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> JobConfig.of(Settings.from(Map.of())));
    }
}
