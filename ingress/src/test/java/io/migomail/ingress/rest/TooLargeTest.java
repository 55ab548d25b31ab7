package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bodies that are too large, or refused for another reason while they are still on their way. */
class TooLargeTest {
    private static final int FORTY = 40 << 20;
    private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: (\\d+)");
    private static final byte[] PIECE = "x".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);

    @AutoClose
    private final TestIngress api = TestIngress.open();

    @Test
    void aClientThatWritesAllOfItFirstReadsWhyItWasRefused() throws Exception {
        try (Socket socket = connect()) {
            post(socket, api.first.liveKey(), "Content-Length: " + FORTY);
            write(socket, FORTY);
            assertRefused(413, "payload_too_large", socket);
        }
    }

    @Test
    void aClientThatWaitsIsAnsweredBeforeItWrites() throws Exception {
        try (Socket socket = connect()) {
            post(socket, api.first.liveKey(), "Content-Length: " + FORTY);
            assertRefused(413, "payload_too_large", socket);
        }
    }

    @Test
    void chunksThatAnnounceNoLengthAreRefusedInTheSameWay() throws Exception {
        try (Socket socket = connect()) {
            post(socket, api.first.liveKey(), "Transfer-Encoding: chunked");
            OutputStream out = socket.getOutputStream();
            for (int sent = 0; sent < FORTY; sent += PIECE.length) {
                chunk(out);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertRefused(413, "payload_too_large", socket);
        }
    }

    @Test
    void aWrongKeyIsToldSoWhateverTheBody() throws Exception {
        try (Socket socket = connect()) {
            post(socket, "migo_sk_live_wrong", "Content-Length: " + (20 << 20));
            write(socket, 20 << 20);
            assertRefused(401, "invalid_api_key", socket);
        }
    }

    @Test
    void theClientOfTheJdkSeesIt() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port + "/v1/messages"))
                .header("Authorization", "Bearer " + api.first.liveKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[FORTY]))
                .build();
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpClient client = HttpClient.newBuilder().version(version).build();
            assertEquals(
                    413,
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws Exception {
        try (Socket socket = connect()) {
            post(socket, api.first.liveKey(), "Transfer-Encoding: chunked");
            long most = 2L * (Limits.REQUEST_BYTES + Limits.DROPPED_BYTES);
            long sent = 0;
            try {
                while (sent < most) {
                    chunk(socket.getOutputStream());
                    sent += PIECE.length;
                }
            } catch (IOException e) {
                // Cut off, as it should be.
            }
            assertTrue(sent < most, "all of " + sent + " octets were taken");
        }
    }

    @Test
    void aBodyThatStandsStillHoldsItsConnectionForAFewSecondsOnly() throws Exception {
        try (Socket socket = connect()) {
            post(socket, api.first.liveKey(), "Content-Length: " + FORTY);
            assertRefused(413, "payload_too_large", socket);
            socket.setSoTimeout((int) Limits.DROPPED_TIME.multipliedBy(2).toMillis());
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", api.port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void post(Socket socket, String key, String length) throws IOException {
        String head = "POST /v1/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Socket socket, int octets) throws IOException {
        for (int sent = 0; sent < octets; sent += PIECE.length) {
            socket.getOutputStream().write(PIECE);
        }
    }

    private static void chunk(OutputStream out) throws IOException {
        out.write((Integer.toHexString(PIECE.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(PIECE);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertRefused(int status, String code, Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            assertTrue(octet >= 0, "the connection ended after: " + head);
            head.append((char) octet);
        }
        Matcher length = LENGTH.matcher(head);
        assertTrue(length.find(), head.toString());
        String body = new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
        assertTrue(head.toString().startsWith("HTTP/1.1 " + status + " "), head.toString());
        assertTrue(body.contains("\"code\":\"" + code + "\""), body);
    }
}
