package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {
    private static final long KEY0 = 0x0706050403020100L;
    private static final long KEY1 = 0x0f0e0d0c0b0a0908L;

    /** The authors' vectors, those of them that are whole UTF-16 units: octets 0, 1, 2 and so on under the key 00 to 0f. */
    @ParameterizedTest
    @CsvSource({
        "0, a3817f04ba25a8e66df67214c7550293",
        "2, 8177228da4a45dc7fca38bdef60affe4",
        "6, 14eeca338b208613485ea0308fd7a15e",
        "8, 3b62a9ba6258f5610f83e264f31497b4",
        "14, 31fcefac66d7de9c7ec7485fe4494902",
        "16, 6ee2a4ca67b054bbfd3315bf85230577",
        "30, ea5c7f471faf6bde2b1ad7d4686d2287"
    })
    void theVectorsOfItsAuthorsHold(int octets, String expected) {
        byte[] message = new byte[octets];
        for (int i = 0; i < octets; i++) {
            message[i] = (byte) i;
        }
        SipHash.Hash hash = new SipHash(KEY0, KEY1).of(new String(message, StandardCharsets.UTF_16LE));
        byte[] bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(hash.first())
                .putLong(hash.second())
                .array();
        assertEquals(expected, HexFormat.of().formatHex(bytes));
    }

    @Test
    void anotherKeyIsAnotherHash() {
        assertNotEquals(new SipHash(1, 2).of("priya@example.com"), new SipHash(1, 3).of("priya@example.com"));
    }
}
