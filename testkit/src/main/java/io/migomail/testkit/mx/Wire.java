package io.migomail.testkit.mx;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The octets of one connection. One thread; waiting ends early when the MX closes. */
final class Wire {
    private static final int AHEAD = 8192;

    private final CountDownLatch closing;
    private final Socket plain;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Wire(Socket socket, CountDownLatch closing) throws IOException {
        this.plain = socket;
        this.socket = socket;
        this.closing = closing;
        in = new BufferedInputStream(socket.getInputStream(), AHEAD);
        out = socket.getOutputStream();
    }

    /** A line without its end; null where the other side has closed. */
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Whether something has come that was not read. */
    boolean more() throws IOException {
        return in.available() > 0;
    }

    /** The next line where it has come already, without reading it; else empty. */
    String ahead() throws IOException {
        int there = Math.min(in.available(), AHEAD - 1);
        if (there == 0) {
            return "";
        }
        in.mark(AHEAD);
        String seen = new String(in.readNBytes(there), StandardCharsets.UTF_8);
        in.reset();
        int end = seen.indexOf("\r\n");
        return end < 0 ? "" : seen.substring(0, end);
    }

    /** The octets up to and with the final dot as they come. */
    byte[] content() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        int matched = 2; // of CR LF . CR LF: the content begins behind a line end
        String end = "\r\n.\r\n";
        while (matched < end.length()) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no final dot");
            }
            raw.write(octet);
            matched = octet == end.charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
        }
        return raw.toByteArray();
    }

    /** Reads one octet and forgets it; at least something of the content has come then. */
    void taste() throws IOException {
        if (in.read() < 0) {
            throw new IOException("no content");
        }
    }

    /** Writes the lines and a line end; octet by octet where {@code between} is not zero. */
    void say(String lines, Duration between) throws IOException {
        byte[] octets = (lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        if (between.isZero()) {
            out.write(octets);
        } else {
            for (byte octet : octets) {
                out.write(octet);
                out.flush();
                pause(between);
            }
        }
        out.flush();
    }

    /** Waits; not longer than the MX lives. */
    void pause(Duration time) throws IOException {
        try {
            if (!time.isZero() && closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the MX is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Says nothing more; returns when the other side has closed. */
    void ignore() throws IOException {
        byte[] waste = new byte[AHEAD];
        int read = in.read(waste);
        while (read >= 0) {
            read = in.read(waste);
        }
    }

    void close() throws IOException {
        socket.close();
    }

    /** RST instead of FIN. */
    void reset() throws IOException {
        plain.setSoLinger(true, 0);
        plain.close();
    }

    void startTls() throws IOException {
        SSLSocket tls = (SSLSocket) MxTls.CONTEXT.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream(), AHEAD);
        out = tls.getOutputStream();
    }

    boolean secured() {
        return socket instanceof SSLSocket;
    }
}
