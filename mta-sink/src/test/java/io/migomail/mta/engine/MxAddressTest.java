package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.dns.DestinationPolicy;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a stranger's MX record may point. */
class MxAddressTest {
    private static final DestinationPolicy POLICY = new DestinationPolicy(Set.of(), List.of());

    private static InetAddress address(String text) {
        return assertNotNull(HostLiteral.address(text), text);
    }

    private static <T> T assertNotNull(T value, String message) {
        org.junit.jupiter.api.Assertions.assertNotNull(value, message);
        return value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "127.0.0.1",
                "127.9.9.9",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.2.1",
                "198.18.0.1",
                "203.0.113.5",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "64:ff9b::a00:1",
                "[::1]",
                "2001::1"
            })
    void notToThese(String text) {
        assertFalse(POLICY.allows(address(text)), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "192.0.1.1",
                "2606:4700::1111",
                "[2a00:1450::1]",
                "2002:808:808::",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void toThese(String text) {
        assertTrue(POLICY.allows(address(text)), text);
    }

    @Test
    void namesAreNoLiterals() {
        assertNull(HostLiteral.address("mx.example.com"));
        assertNull(HostLiteral.address(""));
        assertNull(HostLiteral.address("1.2.3"));
        assertEquals("1.2.3.4", address("[1.2.3.4]").getHostAddress());
    }
}
