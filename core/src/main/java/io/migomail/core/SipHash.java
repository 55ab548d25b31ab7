package io.migomail.core;

/**
 * SipHash-2-4 with a result of 128 bits (Aumasson, Bernstein): whoever does not know the key cannot choose texts that meet,
 * so that the hash may stand for the text. Thread-safe.
 */
public final class SipHash {
    private static final int CHARS = Long.BYTES / Character.BYTES;

    private final long key0;
    private final long key1;

    /** A hash under a key of 128 bits. */
    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** The two halves of a hash. */
    public record Hash(long first, long second) {}

    /** The hash of a text, as its UTF-16 units in little-endian order. */
    public Hash of(CharSequence text) {
        Rounds rounds = new Rounds(key0, key1);
        int whole = text.length() / CHARS * CHARS;
        for (int i = 0; i < whole; i += CHARS) {
            rounds.word(word(text, i, i + CHARS));
        }
        long octets = (long) text.length() * Character.BYTES;
        rounds.word(word(text, whole, text.length()) | octets << 56);
        return rounds.end();
    }

    private static long word(CharSequence text, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word |= (long) text.charAt(i) << (i - from) * Character.SIZE;
        }
        return word;
    }

    private static final class Rounds {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Rounds(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void word(long word) {
            v3 ^= word;
            mix(2);
            v0 ^= word;
        }

        Hash end() {
            v2 ^= 0xee;
            mix(4);
            long first = v0 ^ v1 ^ v2 ^ v3;
            v1 ^= 0xdd;
            mix(4);
            return new Hash(first, v0 ^ v1 ^ v2 ^ v3);
        }

        private void mix(int times) {
            for (int i = 0; i < times; i++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
        }
    }
}
