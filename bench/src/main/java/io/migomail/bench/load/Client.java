package io.migomail.bench.load;

import java.io.IOException;

/** One connection of the sender, used by one thread; connects by itself when it is needed and again after a failure. */
public interface Client extends AutoCloseable {
    /**
     * Sends message {@code n} once and waits for the answer.
     *
     * @throws IOException where the connection failed; whether the message was taken is then unknown
     */
    Answer send(int n) throws IOException;

    @Override
    void close();
}
