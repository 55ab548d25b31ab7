package io.migomail.ingress.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that opens a stream and takes nothing of it until it is asked for the rest. */
final class IdleListener implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();
    final int status;

    /** By HTTP/1.0, whose answers end with their connection: there are no chunks in the text. */
    IdleListener(TestIngress api, Browser browser, String path) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", api.port));
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: x\r\n");
        browser.cookies.forEach((name, value) -> request.append("Cookie: ")
                .append(name)
                .append('=')
                .append(value)
                .append("\r\n"));
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String line =
                new String(socket.getInputStream().readNBytes("HTTP/1.x 200".length()), StandardCharsets.US_ASCII);
        status = Integer.parseInt(line.substring(line.length() - 3));
    }

    /** Everything that was sent and not taken yet, to the end of the connection, however it ends. */
    String rest() throws IOException {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(taken);
        } catch (SocketException e) {
            taken.writeBytes("\n(reset)".getBytes(StandardCharsets.US_ASCII));
        }
        return taken.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
