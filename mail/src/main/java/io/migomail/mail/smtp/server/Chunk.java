package io.migomail.mail.smtp.server;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** One BDAT chunk being received (RFC 3030): its octets are consumed even where the command is refused. */
final class Chunk {
    private final long size;
    private final boolean last;
    private long remaining;

    private Chunk(long size, boolean last) {
        this.size = size;
        this.last = last;
        this.remaining = size;
    }

    /** The chunk announced by the argument of BDAT, or null where it is malformed or larger than {@code max}. */
    static @Nullable Chunk parse(String argument, long max) {
        String[] words = argument.split(" +");
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        if (words.length > 2 || words.length == 2 && !last || !words[0].matches("[0-9]{1,18}")) {
            return null;
        }
        long size = Long.parseLong(words[0]);
        return size > max ? null : new Chunk(size, last);
    }

    /** Consumes octets; without a reader they are dropped. */
    void read(ByteBuf in, byte[] scratch, @Nullable ContentReader content) {
        if (content != null) {
            remaining -= content.readChunk(in, scratch, remaining);
            return;
        }
        int dropped = (int) Math.min(remaining, in.readableBytes());
        in.skipBytes(dropped);
        remaining -= dropped;
    }

    boolean complete() {
        return remaining == 0;
    }

    boolean last() {
        return last;
    }

    long size() {
        return size;
    }
}
