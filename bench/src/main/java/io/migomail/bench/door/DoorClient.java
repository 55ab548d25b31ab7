package io.migomail.bench.door;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that submits the same message again and again, envelope pipelined (RFC 2920). One thread. */
public final class DoorClient implements AutoCloseable {
    private static final byte[] ENVELOPE =
            ascii("MAIL FROM:<a@bench.example>\r\nRCPT TO:<b@bench.example>\r\nDATA\r\n");
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] content;

    DoorClient(int port, byte[] content) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), content);
    }

    /** Over a connection that is open; returns when it is greeted and has said EHLO. */
    public DoorClient(Socket socket, byte[] content) throws IOException {
        this.content = content;
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        expect("220");
        out.write(ascii("EHLO client.example\r\n"));
        expect("250");
    }

    /** A message of that size as it goes over the wire, with its final dot. */
    public static byte[] message(int octets) {
        StringBuilder text = new StringBuilder("From: a@bench.example\r\nTo: b@bench.example\r\nSubject: bench\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n");
        while (text.length() < octets) {
            text.append("<p style=\"margin:0\">Your order 847291 has been shipped and arrives soon.</p>\r\n");
        }
        return ascii(text.append(".\r\n").toString());
    }

    /** One transaction until its 250. */
    public void send() throws IOException {
        out.write(ENVELOPE);
        expect("250");
        expect("250");
        expect("354");
        out.write(content);
        expect("250");
    }

    private void expect(String code) throws IOException {
        String line;
        do {
            line = line();
            if (!line.startsWith(code)) {
                throw new IOException("expected " + code + ", got: " + line);
            }
        } while (line.length() > 3 && line.charAt(3) == '-');
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
