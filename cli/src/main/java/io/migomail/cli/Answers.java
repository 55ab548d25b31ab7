package io.migomail.cli;

import io.migomail.sdk.Transport;
import java.io.IOException;
import java.time.Duration;

/** Keeps the answer that came last, so that it can be shown as it came. One thread. */
final class Answers implements Transport {
    private final Transport transport;
    private byte[] last = new byte[0];

    Answers(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Reply exchange(Request request, Duration timeout) throws IOException, InterruptedException {
        Reply reply = transport.exchange(request, timeout);
        last = reply.body();
        return reply;
    }

    /** The body of the last reply; empty where there was none. */
    byte[] last() {
        return last.clone();
    }
}
