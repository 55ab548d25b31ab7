package io.migomail.core.body;

import java.io.IOException;
import java.io.OutputStream;

/** The octets of a body; writes the same ones however often it is asked. */
@FunctionalInterface
public interface BodySource {
    /** Writes all of them; does not close the stream. */
    void writeTo(OutputStream out) throws IOException;
}
