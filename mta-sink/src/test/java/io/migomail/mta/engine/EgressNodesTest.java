package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import io.migomail.core.Settings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting that names the egress nodes. */
class EgressNodesTest {
    private static EgressNodes of(String nodes) {
        return EgressNodes.of(Settings.from(Map.of("MIGO_EGRESS_NODES", nodes)));
    }

    private static HostPort owner(EgressNodes nodes, String source) throws Exception {
        return nodes.owner(InetAddress.getByName(source));
    }

    @Test
    void blocksAndAddressesOfBothFamilies() throws Exception {
        EgressNodes nodes = of("192.0.2.0/28=egress-0.egress:1080, 192.0.2.16=[::1]:1081, 2001:db8::/64=10.0.0.9:1080");
        assertEquals("egress-0.egress:1080", owner(nodes, "192.0.2.15").toString());
        assertEquals("[::1]:1081", owner(nodes, "192.0.2.16").toString());
        assertEquals("10.0.0.9:1080", owner(nodes, "2001:db8::17").toString());
        assertNull(owner(nodes, "192.0.2.17"));
        assertEquals(3, nodes.nodes().size());
    }

    @Test
    void withoutItEverySourceIsThisMachines() throws Exception {
        assertEquals(List.of(), of("").nodes());
        assertNull(owner(of(""), "192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "egress-0:1080",
                "=egress-0:1080",
                "192.0.2.1/24=egress-0:1080",
                "192.0.2.1=egress-0",
                "192.0.2.1=egress-0:99999",
                "mail.example=egress-0:1080"
            })
    void aWrongOneIsNamed(String nodes) {
        var error = assertThrows(IllegalArgumentException.class, () -> of(nodes));
        assertTrue(String.valueOf(error.getMessage()).startsWith("MIGO_EGRESS_NODES must be"), error.getMessage());
    }

    @Test
    void theTokenIsInNoErrorAndNoText() {
        Settings settings = Settings.from(Map.of("MIGO_EGRESS_TOKEN", "secret"));
        var error = assertThrows(IllegalArgumentException.class, () -> EgressNodes.of(settings));
        assertFalse(String.valueOf(error.getMessage()).contains("secret"));
        Settings good = Settings.from(Map.of("MIGO_EGRESS_TOKEN", "a secret of sixteen"));
        assertFalse(EgressNodes.of(good).toString().contains("secret"));
    }
}
