package io.migomail.mta.engine;

import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.BodyReference;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way from the body store to the wire, read one piece ahead: however large it is and however slow the
 * other side, it holds two pieces. The final dot is given only after the store has confirmed every octet, so a damaged
 * body ends as a broken connection, never as a message. For one transaction, on its event loop; readings run elsewhere.
 */
final class StoredContent implements Pieces {
    private static final int PIECE = 64 * 1024;

    /** Who writes the pieces. On the event loop; nothing is told after {@link #close}. */
    interface Listener {
        /** There is a piece to be taken. */
        void more();

        /** There will be no more. */
        void unreadable(BodyException why);

        /** A bare CR or LF stands in what comes next. */
        void notCanonical();
    }

    /** What a reading brought; no octets = the end, confirmed. */
    private record Piece(byte[] octets, boolean canonical) {}

    private final BodyReader bodies;
    private final BodyReference reference;
    private final EventExecutor loop;
    private final Listener listener;
    private final DotStuffing stuffing = new DotStuffing();
    private final LineEnds lines = new LineEnds();
    private @Nullable InputStream stream; // of the reading under way
    private byte @Nullable [] ready;
    private boolean reading;
    private boolean finished;
    private boolean closed;

    StoredContent(BodyReader bodies, BodyReference reference, EventExecutor loop, Listener listener) {
        this.bodies = bodies;
        this.reference = reference;
        this.loop = loop;
        this.listener = listener;
    }

    @Override
    public @Nullable ByteBuf next(ByteBufAllocator allocator) {
        byte[] octets = ready;
        if (octets == null) {
            fetch();
            return null;
        }
        ready = null;
        ByteBuf out = allocator.directBuffer(octets.length + 64);
        stuffing.write(Unpooled.wrappedBuffer(octets), 0, octets.length, out);
        if (octets.length == 0) {
            stuffing.end(out);
            finished = true;
        } else {
            fetch();
        }
        return out;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (!reading) {
                release();
            }
        }
    }

    private void fetch() {
        if (!reading && !closed) {
            reading = true;
            bodies.read(loop, this::read, this::arrived);
        }
    }

    private Piece read(BodyStore store) throws IOException {
        InputStream in = stream;
        if (in == null) {
            in = store.open(reference);
            stream = in;
        }
        byte[] octets = in.readNBytes(PIECE);
        return new Piece(octets, lines.follow(octets) && (octets.length > 0 || lines.complete()));
    }

    private void arrived(@Nullable Piece piece, @Nullable BodyException failure) {
        reading = false;
        if (closed) {
            release();
        } else if (failure != null) {
            listener.unreadable(failure);
        } else if (piece != null && !piece.canonical()) {
            listener.notCanonical();
        } else if (piece != null) {
            ready = piece.octets();
            listener.more();
        }
    }

    private void release() {
        InputStream in = stream;
        if (in == null) {
            return;
        }
        stream = null;
        bodies.<Boolean>read(
                loop,
                store -> {
                    in.close();
                    return true;
                },
                (done, failure) -> {});
    }
}
