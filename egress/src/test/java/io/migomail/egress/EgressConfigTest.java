package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.EgressLimits;
import io.migomail.core.Limits;
import io.migomail.core.Settings;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressConfigTest {
    private static final String TOKEN = "0123456789abcdef";

    @Test
    void whatIsNotSetIsCautious() {
        EgressConfig config = config(Map.of("MIGO_EGRESS_SOURCES", "192.0.2.1"));
        assertEquals("127.0.0.1:1080", config.listen().toString());
        assertEquals(EgressLimits.DRAIN, config.bounds().drain());
        assertTrue(config.destinations().allows(new InetSocketAddress("8.8.8.8", 25)));
        assertFalse(config.destinations().allows(new InetSocketAddress("8.8.8.8", 587)));
        assertFalse(config.destinations().allows(new InetSocketAddress("127.0.0.1", 25)));
        assertFalse(config.destinations().allows(new InetSocketAddress("10.1.2.3", 25)));
    }

    @Test
    void anOperatorOpensWhatIsHis() {
        EgressConfig config = config(Map.of(
                "MIGO_EGRESS_SOURCES", "192.0.2.0/30, 2001:db8::/126",
                "MIGO_EGRESS_PORTS", "25, 2525",
                "MIGO_EGRESS_ALLOW", "10.1.0.0/16"));
        assertEquals(8, config.sources().all().size());
        assertTrue(config.sources().owns(NodeFixture.ip("192.0.2.3")));
        assertFalse(config.sources().owns(NodeFixture.ip("192.0.2.4")));
        assertTrue(config.sources().owns(NodeFixture.ip("2001:db8::3")));
        assertTrue(config.destinations().allows(new InetSocketAddress("10.1.2.3", 2525)));
        assertFalse(config.destinations().allows(new InetSocketAddress("10.2.2.3", 2525)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MIGO_EGRESS_SOURCES | ''",
                "MIGO_EGRESS_SOURCES | mail.example",
                "MIGO_EGRESS_SOURCES | 192.0.2.1/24",
                "MIGO_EGRESS_SOURCES | 10.0.0.0/8",
                "MIGO_EGRESS_SOURCES | 2001:db8::/64",
                "MIGO_EGRESS_SOURCES | 192.0.2.0/23,192.0.4.0/22",
                "MIGO_EGRESS_PORTS   | 0",
                "MIGO_EGRESS_PORTS   | 65536",
                "MIGO_EGRESS_PORTS   | smtp",
                "MIGO_EGRESS_ALLOW   | everything",
                "MIGO_EGRESS_DRAIN   | 0",
                "MIGO_EGRESS_DRAIN   | 3601",
                "MIGO_EGRESS_TOKEN   | short",
                "MIGO_EGRESS_LISTEN  | nowhere"
            })
    void aSettingThatIsWrongIsNamed(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("MIGO_EGRESS_SOURCES", "192.0.2.1"));
        settings.put(name, value);
        var error = assertThrows(IllegalArgumentException.class, () -> config(settings));
        assertTrue(String.valueOf(error.getMessage()).contains(name), error.getMessage());
        assertFalse(String.valueOf(error.getMessage()).contains("short"), "a secret in an error");
    }

    @Test
    void whoeverListensToOthersAsksForAToken() {
        Map<String, String> open = Map.of("MIGO_EGRESS_SOURCES", "192.0.2.1", "MIGO_EGRESS_LISTEN", "0.0.0.0:1080");
        assertThrows(IllegalArgumentException.class, () -> config(open));
        Map<String, String> closed = new HashMap<>(open);
        closed.put("MIGO_EGRESS_TOKEN", TOKEN);
        assertEquals(TOKEN, config(closed).token());
    }

    @Test
    void theBoundsFitThoseOfAnAttempt() {
        assertTrue(EgressLimits.DRAIN.compareTo(Limits.ATTEMPT_DEADLINE) > 0);
        assertTrue(EgressLimits.IDLE.compareTo(Limits.ATTEMPT_DEADLINE) > 0);
        assertTrue(
                EgressLimits.CONNECT.compareTo(Limits.ATTEMPT_DEADLINE.dividedBy(10)) < 0, "the engine's own patience");
        assertTrue(EgressLimits.NODE_ANSWER.compareTo(EgressLimits.HANDSHAKE) < 0);
    }

    private static EgressConfig config(Map<String, String> settings) {
        return EgressConfig.of(Settings.from(settings));
    }
}
