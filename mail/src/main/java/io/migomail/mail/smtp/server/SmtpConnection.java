package io.migomail.mail.smtp.server;

import java.net.SocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a conversation may know of and do to its connection. Methods may be called from any thread. */
public interface SmtpConnection {
    /** The client's address. */
    SocketAddress remote();

    /** The address it connected to. */
    SocketAddress local();

    /** The TLS session, or null on a connection in clear. */
    @Nullable
    SSLSession tls();

    /** Whether the client is still there. */
    boolean open();

    /** Closes once the reply to the present command is written. */
    void closeAfterReply();

    /** Closes at once; a reply that is pending is never written. */
    void close();

    /** Closes at once with RST, discarding what is not yet sent. */
    void reset();

    /** Writes octets as they are, outside the order of replies: for servers that misbehave by script. */
    void send(byte[] octets);

    /** Runs the task on the connection's event loop after the delay, unless the connection is gone by then. */
    void later(Duration delay, Runnable task);
}
