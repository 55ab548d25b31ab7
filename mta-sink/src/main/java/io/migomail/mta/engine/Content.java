package io.migomail.mta.engine;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A message on its way to the wire: dot-stuffed (RFC 5321 4.5.2) and closed by the final dot, piece by piece, each octet
 * copied once, into the buffer that the socket takes. For one transaction, on one thread.
 */
final class Content {
    private static final int PIECE = 64 * 1024;
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuf source;
    private final int size;
    private int position;
    private boolean finished;

    Content(ByteString mime) {
        source = Unpooled.wrappedBuffer(mime.asReadOnlyByteBuffer());
        size = source.readableBytes();
    }

    /** Whether every CR stands before an LF and every LF behind a CR: anything else could smuggle a message. */
    static boolean canonical(ByteString mime) {
        ByteBuf octets = Unpooled.wrappedBuffer(mime.asReadOnlyByteBuffer());
        int size = octets.readableBytes();
        int returns = 0;
        for (int i = octets.indexOf(0, size, (byte) '\r'); i >= 0; i = octets.indexOf(i + 1, size, (byte) '\r')) {
            returns++;
            if (i + 1 == size || octets.getByte(i + 1) != '\n') {
                return false;
            }
        }
        int feeds = 0;
        for (int i = octets.indexOf(0, size, (byte) '\n'); i >= 0; i = octets.indexOf(i + 1, size, (byte) '\n')) {
            feeds++;
        }
        return returns == feeds;
    }

    /** Whether the piece with the final dot has been taken. */
    boolean finished() {
        return finished;
    }

    /** The next octets to be written; the caller owns the buffer. */
    ByteBuf next(ByteBufAllocator allocator) {
        int end = Math.min(size, position + PIECE);
        ByteBuf out = allocator.directBuffer(end - position + 64);
        if (position == 0 && size > 0 && source.getByte(0) == '.') {
            out.writeByte('.');
        }
        int from = position;
        for (int i = source.indexOf(from, end, (byte) '\n'); i >= 0; i = source.indexOf(i + 1, end, (byte) '\n')) {
            if (i + 1 < size && source.getByte(i + 1) == '.') {
                out.writeBytes(source, from, i + 1 - from).writeByte('.');
                from = i + 1;
            }
        }
        out.writeBytes(source, from, end - from);
        position = end;
        if (position == size) {
            finish(out);
        }
        return out;
    }

    private void finish(ByteBuf out) {
        if (size > 0 && source.getByte(size - 1) != '\n') {
            out.writeByte('\r').writeByte('\n');
        }
        out.writeBytes(END);
        finished = true;
    }
}
