package io.migomail.mail.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.xbill.DNS.Address;

/** Addresses written as text, never looked up. */
final class AddressLiteral {
    private AddressLiteral() {}

    static Optional<InetAddress> parse(String text) {
        try {
            byte[] four = Address.toByteArray(text, Address.IPv4);
            byte[] bytes = four == null ? Address.toByteArray(text, Address.IPv6) : four;
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
