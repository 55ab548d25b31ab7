package io.migomail.mail.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.xbill.DNS.Address;

/** Addresses written as text, never looked up. */
public final class AddressLiteral {
    private AddressLiteral() {}

    /** The address; empty where the text is none. */
    public static Optional<InetAddress> parse(String text) {
        return octets(text).flatMap(octets -> {
            try {
                return Optional.of(InetAddress.getByAddress(octets));
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        });
    }

    /** 4 or 16; also those of an IPv4 address that is written as an IPv6 one, which an {@link InetAddress} would fold. */
    static Optional<byte[]> octets(String text) {
        byte[] four = Address.toByteArray(text, Address.IPv4);
        return Optional.ofNullable(four == null ? Address.toByteArray(text, Address.IPv6) : four);
    }
}
