package io.migomail.ingress.sandbox;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the capturing MX has, of every tenant, live mail included. Thread-safe; may block. */
public interface SandboxMail {
    /** What it keeps, newest first. */
    List<CapturedMail> newest() throws IOException;

    /** The octets as received; null where they are not kept any more. */
    byte @Nullable [] source(long number) throws IOException;
}
