package io.migomail.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * SMTP submission over one kept connection (RFC 5321): STARTTLS and AUTH once, then message after message, the commands
 * of a transaction in one write where the server offers PIPELINING (RFC 2920). Confined to one thread.
 */
public final class SmtpClient implements Client {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final SmtpAccess access;
    private final Mails mails;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private boolean pipelining;

    /** Connects with the first message. */
    public SmtpClient(SmtpAccess access, Mails mails) {
        this.access = access;
        this.mails = mails;
    }

    @Override
    public Answer send(int n) throws IOException {
        return send(mails.from(), mails.recipient(n), mails.smtp(n));
    }

    /** Sends any mail once; {@code content} holds the final dot. */
    public Answer send(String from, String recipient, byte[] content) throws IOException {
        try {
            if (socket == null) {
                connect();
            }
            Reply reply = transaction(from, recipient, content);
            if (!reply.positive()) {
                // The next message starts on a clean connection, whatever was left open here.
                close();
            }
            return new Answer(reply.code(), reply.positive() ? lastWord(reply.text()) : "");
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            try (Socket open = socket) {
                open.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // It is gone either way.
            }
            socket = null;
        }
    }

    private record Reply(int code, String text) {
        boolean positive() {
            return code >= 200 && code < 400;
        }
    }

    private Reply transaction(String from, String recipient, byte[] content) throws IOException {
        String[] commands = {"MAIL FROM:<" + from + ">\r\n", "RCPT TO:<" + recipient + ">\r\n", "DATA\r\n"};
        if (pipelining) {
            write(String.join("", commands));
        }
        Reply refused = null;
        for (String command : commands) {
            if (!pipelining) {
                write(command);
            }
            Reply reply = read();
            if (refused == null && !reply.positive()) {
                refused = reply;
            }
            if (refused != null && !pipelining) {
                return refused;
            }
        }
        if (refused != null) {
            return refused;
        }
        write(content);
        return read();
    }

    private void connect() throws IOException {
        Socket plain = new Socket();
        plain.connect(
                new InetSocketAddress(access.server().host(), access.server().port()), TIMEOUT_MILLIS);
        use(plain);
        expect(220, read());
        hello();
        if (access.tls() != null) {
            startTls(plain, access.tls());
            hello();
            String login = "\0" + access.user() + "\0" + access.password();
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            write("AUTH PLAIN " + encoded + "\r\n");
            expect(235, read());
        }
    }

    private void startTls(Socket plain, SSLContext context) throws IOException {
        write("STARTTLS\r\n");
        expect(220, read());
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, access.server().host(), access.server().port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        use(tls);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        next.setTcpNoDelay(true);
        next.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(next.getInputStream());
    }

    private void hello() throws IOException {
        write("EHLO bench.example\r\n");
        Reply reply = expect(250, read());
        pipelining = reply.text().contains("PIPELINING");
    }

    private static Reply expect(int code, Reply reply) throws IOException {
        if (reply.code() != code) {
            throw new IOException("expected " + code + ", got " + reply.code() + " " + reply.text());
        }
        return reply;
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(byte[] octets) throws IOException {
        if (socket == null) {
            throw new IOException("not connected");
        }
        socket.getOutputStream().write(octets);
    }

    private Reply read() throws IOException {
        StringBuilder text = new StringBuilder();
        String line;
        do {
            line = line();
            text.append(line, Math.min(4, line.length()), line.length()).append('\n');
        } while (line.length() > 3 && line.charAt(3) == '-');
        try {
            return new Reply(
                    Integer.parseInt(line.substring(0, 3)), text.toString().trim());
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IOException("not an SMTP reply: " + line, e);
        }
    }

    private String line() throws IOException {
        StringBuilder out = new StringBuilder(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection ended before a reply");
            }
            if (octet != '\r') {
                out.append((char) octet);
            }
        }
        return out.toString();
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
