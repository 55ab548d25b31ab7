package io.migomail.mail.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressBlockTest {
    private static boolean within(String block, String address) {
        Optional<InetAddress> parsed = AddressLiteral.parse(address);
        return AddressBlock.parse(block).orElseThrow().contains(parsed.orElseThrow());
    }

    @Test
    void aBlockHoldsWhatSharesItsPrefix() {
        assertTrue(within("192.0.2.0/24", "192.0.2.255"));
        assertFalse(within("192.0.2.0/24", "192.0.3.0"));
        assertTrue(within("192.0.2.128/25", "192.0.2.129"));
        assertFalse(within("192.0.2.128/25", "192.0.2.127"));
        assertTrue(within("0.0.0.0/0", "203.0.113.9"));
        assertTrue(within("2001:db8::/33", "2001:db8:7fff::1"));
        assertFalse(within("2001:db8::/33", "2001:db8:8000::1"));
    }

    @Test
    void anAddressIsABlockOfItself() {
        assertTrue(within("192.0.2.7", "192.0.2.7"));
        assertFalse(within("192.0.2.7", "192.0.2.6"));
    }

    @Test
    void familiesStayApart() {
        assertFalse(within("::/0", "192.0.2.1"));
        assertFalse(within("0.0.0.0/0", "2001:db8::1"));
    }

    @Test
    void whatIsNoBlockIsNotRead() {
        for (String text :
                List.of("", "/", "192.0.2.1/24", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/024", "::/129", "a/8")) {
            assertEquals(Optional.empty(), AddressBlock.parse(text).map(block -> text), text);
        }
    }
}
