package io.migomail.analytics;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows in ClickHouse's RowBinary format, collected in memory. Not thread-safe. */
final class RowBinaryOutput {
    private byte[] bytes;
    private int length;

    RowBinaryOutput(int capacity) {
        bytes = new byte[capacity];
    }

    void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void int16(int value) {
        octet(value);
        octet(value >>> Byte.SIZE);
    }

    void int32(int value) {
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(length, value);
        length += Integer.BYTES;
    }

    void int64(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length, value);
        length += Long.BYTES;
    }

    void text(String value) {
        octets(value.getBytes(StandardCharsets.UTF_8));
    }

    /** For a column of type String, whatever they are. */
    void octets(byte[] value) {
        count(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /** Elements of the array or map that follows: LEB128. */
    void count(int value) {
        int rest = value;
        while (rest > 0x7f) {
            octet((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet(rest);
    }

    int size() {
        return length;
    }

    InputStream toInput() {
        return new ByteArrayInputStream(bytes, 0, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
