package io.migomail.mta.engine;

import io.migomail.core.Limits;
import io.migomail.mta.policy.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Octets to replies (RFC 5321 4.2). Lives as long as its connection, on its event loop. Throws {@link DecoderException}
 * for what is no reply or exceeds {@link Limits#REPLY_LINES} or {@link Limits#REPLY_BYTES}; then the connection is of no
 * more use.
 */
final class ReplyDecoder extends ByteToMessageDecoder {
    /**
     * A reply as it was on the wire.
     *
     * @param more its lines after the first, without their codes: the keywords of an EHLO reply
     */
    record WireReply(Reply reply, List<String> more) {}

    private final StringBuilder text = new StringBuilder();
    private List<String> more = new ArrayList<>();
    private int code;
    private int lines;
    private int octets;
    private int scanned;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int from = in.readerIndex();
        int end = in.indexOf(from + scanned, in.writerIndex(), (byte) '\n');
        if (end < 0) {
            scanned = in.readableBytes();
            check(octets + scanned <= Limits.REPLY_BYTES, "a reply of more than " + Limits.REPLY_BYTES + " octets");
            return;
        }
        scanned = 0;
        octets += end + 1 - from;
        check(octets <= Limits.REPLY_BYTES, "a reply of more than " + Limits.REPLY_BYTES + " octets");
        check(++lines <= Limits.REPLY_LINES, "a reply of more than " + Limits.REPLY_LINES + " lines");
        int length = end - from - (end > from && in.getByte(end - 1) == '\r' ? 1 : 0);
        boolean last = line(in, from, length);
        in.readerIndex(end + 1);
        if (last) {
            out.add(new WireReply(Reply.of(code, text.toString()), List.copyOf(more)));
            reset();
        }
    }

    /** Forgets what has been read of a reply: nothing said before TLS counts after it (RFC 3207 4.2). */
    void reset() {
        text.setLength(0);
        more = new ArrayList<>(0);
        lines = 0;
        octets = 0;
    }

    private boolean line(ByteBuf in, int from, int length) {
        check(length >= 3, "a line without a reply code");
        int number = 0;
        for (int i = 0; i < 3; i++) {
            int digit = in.getByte(from + i) - '0';
            check(digit >= 0 && digit <= 9, "a line without a reply code");
            number = number * 10 + digit;
        }
        check(number >= 200 && number < 600, "the reply code " + number);
        check(lines == 1 || number == code, "reply codes " + code + " and " + number + " in one reply");
        code = number;
        int mark = length == 3 ? ' ' : in.getByte(from + 3);
        check(mark == ' ' || mark == '-', "a reply code followed by octet " + (mark & 0xff));
        append(in, from, length);
        return mark == ' ';
    }

    private void append(ByteBuf in, int from, int length) {
        if (lines > 1 && length > 4) {
            more.add(in.toString(from + 4, length - 4, StandardCharsets.ISO_8859_1));
        }
        int skip = lines == 1 ? 0 : Math.min(4, length);
        int room = Limits.REPLY_TEXT - text.length() - (lines == 1 ? 0 : 1);
        if (length - skip <= 0 || room <= 0) {
            return;
        }
        if (lines > 1) {
            text.append(' ');
        }
        // At most four octets make a character: no more need be looked at than could be kept.
        byte[] kept = new byte[Math.min(length - skip, 4 * room)];
        in.getBytes(from + skip, kept);
        if (lines == 1 && kept.length > 3) {
            kept[3] = ' ';
        }
        Printable.append(text, kept, Limits.REPLY_TEXT);
    }

    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new DecoderException(complaint);
        }
    }
}
