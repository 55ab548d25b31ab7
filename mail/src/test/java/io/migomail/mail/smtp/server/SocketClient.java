package io.migomail.mail.smtp.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

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
            context.init(null, new TrustManager[] {new Trusting()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
