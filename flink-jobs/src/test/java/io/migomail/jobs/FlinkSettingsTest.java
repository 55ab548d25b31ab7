package io.migomail.jobs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.junit.jupiter.api.Test;

class FlinkSettingsTest {
    @Test
    void aProcessThatStoodStillIsSilentBeforeItsWorkIsGivenAway() {
        Configuration cluster = FlinkSettings.cluster();
        Duration soonest = cluster.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)
                .minus(cluster.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL));
        assertTrue(Limits.STALL.compareTo(soonest) < 0, Limits.STALL + " and " + soonest);
    }
}
