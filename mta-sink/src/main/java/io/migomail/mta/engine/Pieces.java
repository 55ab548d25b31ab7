package io.migomail.mta.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** A message as one transaction writes it: dot-stuffed pieces, the last of which ends with the final dot. One thread. */
interface Pieces {
    /** The next octets to be written, the caller's to release; null = not read yet, and told when they are. */
    @Nullable
    ByteBuf next(ByteBufAllocator allocator);

    /** Whether the piece with the final dot has been taken. */
    boolean finished();

    /** Nobody will ask again. */
    void close();
}
