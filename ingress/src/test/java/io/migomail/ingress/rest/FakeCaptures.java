package io.migomail.ingress.rest;

import io.migomail.ingress.sandbox.CapturedMail;
import io.migomail.ingress.sandbox.SandboxMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A capturing MX in memory. */
final class FakeCaptures implements SandboxMail {
    final List<CapturedMail> mails = new CopyOnWriteArrayList<>();
    volatile boolean away;

    @Override
    public List<CapturedMail> newest() throws IOException {
        if (away) {
            throw new IOException("away");
        }
        return List.copyOf(mails);
    }

    @Override
    public byte[] source(long number) {
        return ("mail " + number).getBytes(StandardCharsets.UTF_8);
    }
}
