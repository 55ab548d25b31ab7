package io.migomail.mail.smtp.server;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client on a real socket that can say anything; reads time out after a minute. */
final class SocketClient implements AutoCloseable {
    private Socket socket;
    private BufferedReader reader;

    SocketClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private SocketClient(Socket socket) throws IOException {
        use(socket);
    }

    /** A client that starts with TLS. */
    static SocketClient tls(int port) throws IOException {
        Socket socket = trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        return new SocketClient(socket);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        socket.setSoTimeout(60_000);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void startTls() throws IOException {
        SSLSocket secured =
                (SSLSocket) trusting().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.startHandshake();
        use(secured);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The next reply, all its lines joined by newlines; null at the end of the stream. */
    String reply() throws IOException {
        StringBuilder out = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            out.append(out.isEmpty() ? "" : "\n").append(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return out.toString();
            }
        }
        return out.isEmpty() ? null : out.toString();
    }

    String say(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    private static SSLContext trusting() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
