package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.core.Settings;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static String found(String trusted, String peer, @Nullable String forwarded) {
        return ClientAddress.of(Settings.from(Map.of("MIGO_TRUSTED_PROXIES", trusted)))
                .find(peer, forwarded)
                .map(InetAddress::getHostAddress)
                .orElse("none");
    }

    @Test
    void withoutProxiesItIsTheOtherEndWhateverTheHeaderSays() {
        assertEquals("198.51.100.7", found("", "198.51.100.7", "10.0.0.1"));
        assertEquals("127.0.0.1", found("10.0.0.0/8", "127.0.0.1", "10.0.0.1"));
    }

    @Test
    void aTrustedProxyNamesTheClient() {
        assertEquals("198.51.100.7", found("10.0.0.0/8", "10.0.0.1", "198.51.100.7"));
        assertEquals("198.51.100.7", found("10.0.0.0/8,192.0.2.1", "10.0.0.1", "198.51.100.7, 192.0.2.1"));
        assertEquals("2001:db8:0:0:0:0:0:7", found("10.0.0.0/8", "10.0.0.1", "2001:db8::7"));
        assertEquals("10.0.0.1", found("10.0.0.0/8", "10.0.0.1", null));
    }

    @Test
    void whatTheClientItselfWroteIsNotBelieved() {
        assertEquals("198.51.100.7", found("10.0.0.0/8", "10.0.0.1", "10.9.9.9, 203.0.113.5, 198.51.100.7"));
    }

    @Test
    void aNameThatIsNoAddressIsNobody() {
        assertEquals("none", found("10.0.0.0/8", "10.0.0.1", "unknown"));
    }

    @Test
    void aProxyMustBeAnAddressOrABlock() {
        assertThrows(IllegalArgumentException.class, () -> found("proxy.example", "10.0.0.1", null));
    }
}
