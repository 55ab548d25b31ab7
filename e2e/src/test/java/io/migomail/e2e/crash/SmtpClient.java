package io.migomail.e2e.crash;

import io.migomail.core.HostPort;
import io.migomail.standalone.Ready;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One authenticated submission connection; it tells the reply to the final dot and how long that took. One thread. */
final class SmtpClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 15_000;

    private Socket socket;
    private BufferedReader in;

    /** The reply to the final dot. */
    record Reply(String line, Duration took) {}

    SmtpClient(Ready ready) throws Exception {
        HostPort server = HostPort.parse(ready.smtp());
        open(new Socket(server.host(), server.port()));
        read();
        say("EHLO client.test");
        say("STARTTLS");
        open(trusting(Path.of(ready.ca())).getSocketFactory().createSocket(socket, server.host(), server.port(), true));
        say("EHLO client.test");
        String plain = "\0" + ready.account() + "\0" + ready.liveKey();
        String reply = say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
        if (!reply.startsWith("235 ")) {
            throw new IOException(reply);
        }
    }

    /** A whole transaction. */
    Reply send(String from, String id) {
        try {
            return transact(from, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply transact(String from, String id) throws IOException {
        say("MAIL FROM:<" + from + ">");
        say("RCPT TO:<" + id + "@crash.example>");
        say("DATA");
        long began = System.nanoTime();
        String line = say("From: " + from + "\r\nTo: " + id + "@crash.example\r\nSubject: s\r\n" + JournalMx.HEADER
                + ": " + id + "\r\n\r\nbody of " + id + "\r\n.");
        return new Reply(line, Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void open(Socket opened) throws IOException {
        socket = opened;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private String say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return read();
    }

    private String read() throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null) {
                throw new IOException("the connection was closed");
            }
        } while (line.length() > 3 && line.charAt(3) == '-');
        return line;
    }

    private static SSLContext trusting(Path ca) throws Exception {
        try (var file = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        }
    }
}
