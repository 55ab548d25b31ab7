package io.migomail.mail.smtp.server;

import io.migomail.core.OctetBudget;
import io.migomail.mail.smtp.SmtpReply;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the content of one message from DATA or BDAT. Only CRLF.CRLF ends DATA (RFC 5321 4.1.1.4). A bare CR, a bare
 * LF or NUL, too many octets or too long a line condemn the content; it is then read to its real end without being kept,
 * so that nothing of it is taken for a command. Confined to its connection's event loop.
 */
final class ContentReader {
    private static final int FIRST_CAPACITY = 8 * 1024;
    private static final int DECLARED_MAX = 256 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private enum At {
        LINE_START,
        LINE,
        CR,
        DOT,
        DOT_CR
    }

    private final SmtpServerConfig.Bounds bounds;
    private final OctetBudget budget;
    private byte[] content = NOTHING;
    private int reserved;
    private int size;
    private long total;
    private int lineLength;
    private At at = At.LINE_START;
    private @Nullable SmtpReply refusal;

    /** @param declared SIZE= of MAIL, -1 where none */
    ContentReader(SmtpServerConfig.Bounds bounds, OctetBudget budget, long declared) {
        this.bounds = bounds;
        this.budget = budget;
        grow((int) Math.min(Math.max(declared + 64, FIRST_CAPACITY), DECLARED_MAX));
    }

    /** Takes DATA from the input; true once the final dot is read. What follows it stays in the input. */
    boolean readDotted(ByteBuf in, byte[] scratch) {
        while (in.isReadable()) {
            int length = Math.min(in.readableBytes(), scratch.length);
            in.getBytes(in.readerIndex(), scratch, 0, length);
            int end = scan(scratch, length, true);
            total += end < 0 ? length : end;
            in.skipBytes(end < 0 ? length : end);
            if (end >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Takes up to {@code max} octets of a BDAT chunk; returns how many. */
    int readChunk(ByteBuf in, byte[] scratch, long max) {
        int taken = 0;
        while (in.isReadable() && taken < max) {
            int length = (int) Math.min(Math.min(in.readableBytes(), scratch.length), max - taken);
            in.readBytes(scratch, 0, length);
            scan(scratch, length, false);
            taken += length;
        }
        total += taken;
        return taken;
    }

    /** After the last chunk: a CR at the very end is a bare one. */
    void chunksEnded() {
        if (at == At.CR) {
            refuse(Replies.BARE);
        } else if (lineLength > 0) {
            endLine();
        }
    }

    /** Why the content is refused, or null. */
    @Nullable
    SmtpReply refusal() {
        return refusal;
    }

    /** Octets read so far, refused ones and stuffing included. */
    long total() {
        return total;
    }

    /** The content; it counts against the budget until {@link #release}. */
    byte[] take() {
        byte[] taken = size == content.length ? content : Arrays.copyOf(content, size);
        content = NOTHING;
        return taken;
    }

    /** Gives the memory back. May be called twice. */
    void release() {
        budget.giveBack(reserved);
        reserved = 0;
        content = NOTHING;
        size = 0;
    }

    /** Index after the final dot's CRLF, or -1. Runs of ordinary octets are copied as one. */
    private int scan(byte[] a, int to, boolean dotted) {
        int run = 0;
        int i = 0;
        while (i < to) {
            switch (at) {
                case LINE_START -> {
                    if (dotted && a[i] == '.') {
                        append(a, run, i);
                        run = ++i;
                        at = At.DOT;
                    } else {
                        at = At.LINE;
                    }
                }
                case LINE -> {
                    int from = i;
                    while (i < to && (a[i] & 0xff) > '\r') {
                        i++;
                    }
                    lineLength += i - from;
                    if (i < to) {
                        control(a[i++]);
                    }
                }
                case CR -> {
                    if (a[i] == '\n') {
                        endLine();
                        i++;
                    } else {
                        refuse(Replies.BARE);
                        at = a[i] == '\r' ? At.CR : At.LINE;
                        i += a[i] == '\r' ? 1 : 0;
                    }
                }
                case DOT -> {
                    if (a[i] == '\r') {
                        run = ++i;
                        at = At.DOT_CR;
                    } else {
                        at = At.LINE;
                    }
                }
                case DOT_CR -> {
                    if (a[i] == '\n') {
                        return i + 1;
                    }
                    refuse(Replies.BARE);
                    at = At.CR;
                }
            }
        }
        append(a, run, to);
        return -1;
    }

    private void control(byte b) {
        lineLength++;
        if (b == '\r') {
            at = At.CR;
        } else if (b == '\n' || b == 0) {
            refuse(Replies.BARE);
        }
    }

    private void endLine() {
        if (bounds.textLine() > 0 && lineLength + 1 > bounds.textLine()) {
            refuse(Replies.LONG_TEXT_LINE);
        }
        lineLength = 0;
        at = At.LINE_START;
    }

    private void append(byte[] a, int from, int to) {
        int length = to - from;
        if (length == 0 || refusal != null) {
            return;
        }
        if (size + length > bounds.messageBytes()) {
            refuse(Replies.TOO_LARGE);
        } else if (size + length > content.length) {
            grow(Math.max(size + length, (int) Math.min(2L * content.length, bounds.messageBytes())));
        }
        if (refusal == null) {
            System.arraycopy(a, from, content, size, length);
            size += length;
        }
    }

    private void grow(int capacity) {
        int more = capacity - content.length;
        if (budget.take(more)) {
            reserved += more;
            content = Arrays.copyOf(content, capacity);
        } else {
            refuse(Replies.NO_ROOM);
        }
    }

    private void refuse(SmtpReply reply) {
        // A bare CR or LF outweighs the rest: it tells the client what is wrong with what it sends.
        if (refusal == null || reply == Replies.BARE) {
            refusal = reply;
        }
        release();
    }
}
