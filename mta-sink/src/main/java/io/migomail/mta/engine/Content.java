package io.migomail.mta.engine;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * A message on its way from its record to the wire, piece by piece, each octet copied once, into the buffer that the
 * socket takes. For one transaction, on one thread.
 */
final class Content implements Pieces {
    private static final int PIECE = 64 * 1024;

    private final ByteBuf source;
    private final int size;
    private final DotStuffing stuffing = new DotStuffing();
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

    @Override
    public boolean finished() {
        return finished;
    }

    /** Never null: all of it is here. */
    @Override
    public ByteBuf next(ByteBufAllocator allocator) {
        int end = Math.min(size, position + PIECE);
        ByteBuf out = allocator.directBuffer(end - position + 64);
        stuffing.write(source, position, end, out);
        position = end;
        if (position == size) {
            stuffing.end(out);
            finished = true;
        }
        return out;
    }

    @Override
    public void close() {
        // nothing is held but the record's own octets
    }
}
