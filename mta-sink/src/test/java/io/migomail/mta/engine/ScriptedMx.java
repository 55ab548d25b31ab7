package io.migomail.mta.engine;

import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A raw-socket MX whose reply to each step can be told. One thread per connection; {@link #close} ends them all. Steps:
 * BANNER EHLO HELO STARTTLS RSET MAIL RCPT DATA DOT QUIT.
 */
final class ScriptedMx implements AutoCloseable {
    static final String SILENCE = "<silence>";
    static final String RESET = "<reset>";
    static final String CLOSE = "<close>";
    /** Followed by the reply: one octet, then nothing more. */
    static final String TRICKLE = "<trickle>";
    /** Followed by a reply, after which the connection is reset. */
    static final String THEN_RESET = "<then reset>";

    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<InetSocketAddress> peers = new CopyOnWriteArrayList<>();
    final List<String> premature = new CopyOnWriteArrayList<>();
    final AtomicInteger secured = new AtomicInteger();
    volatile List<String> extensions = List.of("PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 1000000");
    volatile boolean readAheadBeforeReplies;

    private final Map<String, List<String>> script = new ConcurrentHashMap<>();
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    ScriptedMx() {
        this("127.0.0.1", 0);
    }

    ScriptedMx(String address, int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("mx-accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The replies to a step, one after the other; the last one stays. */
    ScriptedMx on(String step, String... replies) {
        script.put(step, new CopyOnWriteArrayList<>(List.of(replies)));
        return this;
    }

    /** Cuts every present connection. */
    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                peers.add((InetSocketAddress) socket.getRemoteSocketAddress());
                open.add(socket);
                start("mx-peer", () -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try {
            new Peer(socket).talk();
        } catch (IOException e) {
            // the other side went away, or a test cut the connection
        } finally {
            open.remove(socket);
        }
    }

    private final class Peer {
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private boolean over;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void talk() throws IOException {
            reply("BANNER", "220 mx.test ESMTP");
            StringBuilder held = new StringBuilder();
            while (!over) {
                String line = line();
                if (line == null) {
                    return;
                }
                commands.add(line);
                String verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
                if (readAheadBeforeReplies && (verb.equals("MAIL") || verb.equals("RCPT"))) {
                    held.append("250 held back\r\n"); // answered only once the whole group has come
                    continue;
                }
                if (!readAheadBeforeReplies && in.available() > 0) {
                    premature.add(line);
                }
                out.write(held.toString().getBytes(StandardCharsets.US_ASCII));
                held.setLength(0);
                step(verb);
            }
        }

        private void step(String verb) throws IOException {
            switch (verb) {
                case "EHLO" -> reply("EHLO", "250-mx.test\r\n" + offered());
                case "STARTTLS" -> startTls();
                case "DATA" -> {
                    if (reply("DATA", "354 go on").startsWith("354")) {
                        messages.add(content());
                        reply("DOT", "250 2.0.0 ok");
                    }
                }
                case "QUIT" -> {
                    reply("QUIT", "221 bye");
                    over = true;
                    socket.close();
                }
                default -> reply(verb, "250 2.1.0 fine");
            }
        }

        private String offered() {
            StringBuilder lines = new StringBuilder();
            for (String extension : extensions) {
                lines.append("250-").append(extension).append("\r\n");
            }
            return lines.append("250 HELP").toString();
        }

        private void startTls() throws IOException {
            if (!reply("STARTTLS", "220 go").startsWith("220")) {
                return;
            }
            SSLSocket tls = (SSLSocket) TLS.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            tls.setUseClientMode(false);
            tls.startHandshake();
            secured.incrementAndGet();
            socket = tls;
            in = new BufferedInputStream(tls.getInputStream());
            out = tls.getOutputStream();
        }

        private String reply(String step, String standard) throws IOException {
            List<String> told = script.getOrDefault(step, List.of(standard));
            String reply = told.size() > 1 ? told.remove(0) : told.get(0);
            if (reply.equals(SILENCE)) {
                over = true;
            } else if (reply.equals(RESET)) {
                reset();
            } else if (reply.equals(CLOSE)) {
                over = true;
                socket.close();
            } else if (reply.startsWith(TRICKLE)) {
                over = true;
                out.write(reply.charAt(TRICKLE.length()));
                out.flush();
            } else if (reply.startsWith(THEN_RESET)) {
                out.write((reply.substring(THEN_RESET.length()) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                over = true;
                reset();
            } else {
                out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            return reply;
        }

        private void reset() throws SocketException, IOException {
            over = true;
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private String line() throws IOException {
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

        /** The raw octets up to and with the final dot, one character each. */
        private String content() throws IOException {
            StringBuilder raw = new StringBuilder("\r\n");
            while (raw.indexOf("\r\n.\r\n", raw.length() - 5) < 0) {
                int octet = in.read();
                if (octet < 0) {
                    throw new IOException("no final dot");
                }
                raw.append((char) octet);
            }
            return raw.substring(2);
        }
    }

    private static final SSLContext TLS = tls();

    private static SSLContext tls() {
        try {
            SelfSignedCertificate own = new SelfSignedCertificate("mx.test");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("mx", own.key(), new char[0], new X509Certificate[] {own.cert()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
