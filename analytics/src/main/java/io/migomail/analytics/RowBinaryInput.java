package io.migomail.analytics;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Values of ClickHouse's RowBinary format, read in the order of the columns. A stream that breaks is an {@link
 * UncheckedIOException}. Not thread-safe.
 */
final class RowBinaryInput {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;

    RowBinaryInput(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** Whether another row follows. */
    boolean more() {
        try {
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int octet() {
        try {
            int value = in.read();
            if (value < 0) {
                throw new EOFException("the result ends within a row");
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int int32() {
        return little(Integer.BYTES).getInt();
    }

    long int64() {
        return little(Long.BYTES).getLong();
    }

    String text() {
        return new String(octets(), StandardCharsets.UTF_8);
    }

    /** Of a column of type String, whatever they are. */
    byte[] octets() {
        return take(count());
    }

    /** Elements of the array or map that follows: LEB128. */
    int count() {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new UncheckedIOException(new IOException("a length in the result has no end"));
    }

    private ByteBuffer little(int size) {
        return ByteBuffer.wrap(take(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] take(int size) {
        try {
            byte[] out = in.readNBytes(size);
            if (out.length < size) {
                throw new EOFException("the result ends within a value");
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
