package io.migomail.mail.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a stranger's MX record may lead us. */
class DestinationPolicyTest {
    private static final List<AddressBlock> NONE = List.of();

    private static InetAddress address(String text) {
        return AddressLiteral.parse(text).orElseThrow();
    }

    @Test
    void publicAddressesThatAreNotOurs() {
        DestinationPolicy policy = new DestinationPolicy(Set.of(address("8.8.8.8")), NONE);
        assertTrue(policy.allows(address("8.8.4.4")));
        assertFalse(policy.allows(address("8.8.8.8")), "our own");
        assertFalse(policy.allows(address("127.0.0.1")));
        assertFalse(policy.allows(address("10.0.0.1")));
        assertFalse(policy.allows(address("64:ff9b::a00:1")), "a private one within another");
    }

    @Test
    void whatIsAllowedIsAllowedWhateverItIs() {
        List<AddressBlock> allowed = List.of(AddressBlock.parse("10.0.0.0/24").orElseThrow());
        DestinationPolicy policy = new DestinationPolicy(Set.of(address("10.0.0.9")), allowed);
        assertTrue(policy.allows(address("10.0.0.1")));
        assertTrue(policy.allows(address("10.0.0.9")));
        assertFalse(policy.allows(address("10.0.1.1")));
    }

    @Test
    void theAddressesOfThisMachineAreItsOwn() {
        assertFalse(DestinationPolicy.here(NONE).allows(address("127.0.0.1")));
    }

    @Test
    void aBlockListsItsAddresses() {
        assertEquals(
                Optional.of(List.of(address("192.0.2.254"), address("192.0.2.255"))),
                AddressBlock.parse("192.0.2.254/31").orElseThrow().addresses(2));
        assertEquals(
                Optional.empty(),
                AddressBlock.parse("192.0.2.0/24").orElseThrow().addresses(255));
        assertEquals(Optional.empty(), AddressBlock.parse("::/0").orElseThrow().addresses(Integer.MAX_VALUE));
        assertEquals(
                Optional.of(List.of(address("0.0.0.1"))),
                AddressBlock.parse("0.0.0.1").orElseThrow().addresses(1));
        assertEquals(
                List.of(address("2001:db8::ff00"), address("2001:db8::ff01")),
                AddressBlock.parse("2001:db8::ff00/127")
                        .orElseThrow()
                        .addresses(9)
                        .orElseThrow());
    }
}
