package io.migomail.mail.dns;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "192.88.99.1",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "3fff::1",
                "5f00::1",
                "4000::1"
            })
    void addresses_that_are_not_on_the_internet_are_contained(String literal) throws UnknownHostException {
        assertTrue(PrivateAddresses.containsLiteral(literal), literal);
        assertTrue(PrivateAddresses.contains(InetAddress.getByName(literal)), literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.1",
                "126.255.255.255",
                "169.253.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.1.1",
                "192.169.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8",
                "2002:808:808::1",
                "2001:4860::1"
            })
    void addresses_on_the_internet_are_not(String literal) throws UnknownHostException {
        assertFalse(PrivateAddresses.containsLiteral(literal), literal);
        assertFalse(PrivateAddresses.contains(InetAddress.getByName(literal)), literal);
    }

    @Test
    void a_mapped_address_is_judged_in_its_raw_form_too() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;
        InetAddress raw = java.net.Inet6Address.getByAddress("x", mapped, 1);
        assertTrue(PrivateAddresses.contains(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "2130706433", "0x7f.1", "127.1", "", "[::1]"})
    void what_is_no_literal_address_is_not_judged(String text) {
        assertThrows(UnknownHostException.class, () -> PrivateAddresses.containsLiteral(text));
    }
}
