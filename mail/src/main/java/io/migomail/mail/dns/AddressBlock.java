package io.migomail.mail.dns;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A CIDR block of IPv4 or IPv6 addresses (RFC 4632, RFC 4291 2.3). Immutable. */
public final class AddressBlock {
    private final byte[] base;
    private final int bits;

    private AddressBlock(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /** Reads {@code 192.0.2.0/24}, or an address alone; empty where it is neither, or has bits behind its prefix. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        return AddressLiteral.octets(slash < 0 ? text : text.substring(0, slash))
                .flatMap(base -> of(base, slash < 0 ? Integer.toString(8 * base.length) : text.substring(slash + 1)));
    }

    private static Optional<AddressBlock> of(byte[] base, String prefix) {
        if (!prefix.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(prefix) > 8 * base.length) {
            return Optional.empty();
        }
        AddressBlock block = new AddressBlock(base, Integer.parseInt(prefix));
        for (int i = block.bits; i < 8 * base.length; i++) {
            if ((base[i >> 3] & (0x80 >> (i & 7))) != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(block);
    }

    /** Whether the address lies within; never one of the other family. */
    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    boolean contains(byte[] address) {
        if (address.length != base.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if (((base[i >> 3] ^ address[i >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Every address of it, in order; empty where there are more than so many. */
    public Optional<List<InetAddress>> addresses(int most) {
        int free = 8 * base.length - bits;
        if (free >= Integer.SIZE - 1 || 1 << free > most) {
            return Optional.empty();
        }
        List<InetAddress> all = new ArrayList<>();
        BigInteger first = new BigInteger(1, base);
        for (int i = 0; i < 1 << free; i++) {
            all.add(address(first.add(BigInteger.valueOf(i))));
        }
        return Optional.of(all);
    }

    private InetAddress address(BigInteger number) {
        byte[] digits = number.toByteArray();
        byte[] octets = new byte[base.length];
        int length = Math.min(digits.length, octets.length);
        System.arraycopy(digits, digits.length - length, octets, octets.length - length, length);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen octets", e);
        }
    }
}
