package io.migomail.mail.smtp.server;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts command lines out of the input. Only CRLF ends a line; a bare LF ends the dialogue, because client and server
 * would no longer agree where commands begin. Confined to its connection's event loop.
 */
final class LineReader {
    /** In place of a line that was longer than allowed; its octets have been skipped. */
    static final byte[] TOO_LONG = "too long".getBytes(StandardCharsets.US_ASCII);

    /** In place of a line with a bare LF. */
    static final byte[] BARE_LF = "bare LF".getBytes(StandardCharsets.US_ASCII);

    /** In place of a line that does not end. */
    static final byte[] ENDLESS = "endless".getBytes(StandardCharsets.US_ASCII);

    private static final int SKIPPED_MAX = 256 * 1024;

    private int scanned;
    private int skipped;
    private int last = -1;

    /** The next line without CRLF, one of the markers, or null while its end has not arrived. */
    byte @Nullable [] read(ByteBuf in, int limit) {
        int lf = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), (byte) '\n');
        if (lf < 0) {
            return incomplete(in, limit);
        }
        int length = lf - in.readerIndex();
        int before = length > 0 ? in.getByte(lf - 1) : last;
        boolean tooLong = skipped > 0 || length + 1 > limit;
        byte[] line = before != '\r' ? BARE_LF : tooLong ? TOO_LONG : new byte[length - 1];
        if (line != BARE_LF && line != TOO_LONG) {
            in.getBytes(in.readerIndex(), line);
        }
        in.readerIndex(lf + 1);
        forget();
        return line;
    }

    /** Forgets a half-read line. */
    void forget() {
        scanned = 0;
        skipped = 0;
        last = -1;
    }

    private byte @Nullable [] incomplete(ByteBuf in, int limit) {
        int readable = in.readableBytes();
        if (readable > limit) {
            last = in.getByte(in.writerIndex() - 1);
            in.skipBytes(readable);
            skipped += readable;
            scanned = 0;
            return skipped > SKIPPED_MAX ? ENDLESS : null;
        }
        scanned = readable;
        return null;
    }
}
