package io.migomail.mta.engine;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Dot-stuffing (RFC 5321 4.5.2) of a message that comes piece by piece; each octet is copied once. One thread. */
final class DotStuffing {
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private boolean atLineStart = true;

    /** Copies octets behind those of the last call. */
    void write(ByteBuf source, int from, int to, ByteBuf out) {
        if (from == to) {
            return;
        }
        if (atLineStart && source.getByte(from) == '.') {
            out.writeByte('.');
        }
        int start = from;
        int i = source.indexOf(from, to, (byte) '\n');
        while (i >= 0 && i + 1 < to) {
            if (source.getByte(i + 1) == '.') {
                out.writeBytes(source, start, i + 1 - start).writeByte('.');
                start = i + 1;
            }
            i = source.indexOf(i + 1, to, (byte) '\n');
        }
        out.writeBytes(source, start, to - start);
        atLineStart = source.getByte(to - 1) == '\n';
    }

    /** Ends the last line where it is not ended, and the message. */
    void end(ByteBuf out) {
        if (!atLineStart) {
            out.writeByte('\r').writeByte('\n');
        }
        out.writeBytes(END);
    }
}
