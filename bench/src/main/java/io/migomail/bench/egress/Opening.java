package io.migomail.bench.egress;

import java.io.IOException;
import java.net.Socket;

/** How a connection to the mail host comes about. */
@FunctionalInterface
interface Opening {
    /** A new one; the mail host's greeting is the first that comes on it. */
    Socket open() throws IOException;
}
