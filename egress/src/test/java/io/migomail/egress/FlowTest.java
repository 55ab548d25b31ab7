package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.socks.SocksDialog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two connections are one: in octets, in order, in pace, and in their ends. */
class FlowTest {
    private static final int LARGE = 40 * 1024 * 1024;
    /** Of both kernels' buffers and the node's own; far below what is sent. */
    private static final int UNDER_WAY = 24 * 1024 * 1024;

    private NodeFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new NodeFixture(NodeFixture.bounds());
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
    }

    @Test
    void theDestinationSeesTheSourceThatWasAskedFor() throws IOException {
        try (Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept();
                Socket other = fixture.through(NodeFixture.OTHER);
                Socket second = fixture.destination.accept()) {
            assertEquals(NodeFixture.SOURCE, server.getInetAddress());
            assertEquals(NodeFixture.OTHER, second.getInetAddress());
            say(server, "220 here");
            say(client, "EHLO there");
            assertEquals("220 here", heard(client, 8));
            assertEquals("EHLO there", heard(server, 10));
            assertTrue(other.isConnected());
        }
        NodeFixture.until(() -> fixture.node.counts().open() == 0, "both to be closed");
        assertEquals(10, fixture.node.counts().octetsSent());
        assertEquals(8, fixture.node.counts().octetsReceived());
    }

    @Test
    void octetsThatComeWithTheRequestArrive() throws IOException {
        try (Socket client = fixture.client()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(new SocksDialog(NodeFixture.TOKEN, NodeFixture.SOURCE, fixture.target()).opening());
            all.writeBytes("early".getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(all.toByteArray());
            try (Socket server = fixture.destination.accept()) {
                assertEquals("early", heard(server, 5));
            }
        }
    }

    @Test
    void muchGoesBothWaysAtOnceUnharmed() throws IOException {
        try (Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept()) {
            CompletableFuture<String> sentThere = CompletableFuture.supplyAsync(() -> send(client, LARGE, 1));
            CompletableFuture<String> sentHere = CompletableFuture.supplyAsync(() -> send(server, LARGE, 2));
            CompletableFuture<String> gotThere = CompletableFuture.supplyAsync(() -> digest(server, LARGE));
            String gotHere = digest(client, LARGE);
            assertEquals(sentHere.join(), gotHere);
            assertEquals(sentThere.join(), gotThere.join());
        }
    }

    @Test
    void aReaderThatWaitsHoldsTheWriter() throws IOException {
        try (Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept()) {
            CompletableFuture<String> sent = CompletableFuture.supplyAsync(() -> send(client, LARGE, 3));
            awaitStandstill();
            assertTrue(
                    !sent.isDone() && fixture.node.counts().octetsSent() < UNDER_WAY,
                    "taken: " + fixture.node.counts().octetsSent());
            String got = digest(server, LARGE);
            assertEquals(sent.join(), got);
        }
    }

    /** Until no octet has moved for a while. */
    private void awaitStandstill() {
        long[] last = {-1, System.nanoTime()};
        NodeFixture.until(
                () -> {
                    long now = fixture.node.counts().octetsSent();
                    if (now != last[0]) {
                        last[0] = now;
                        last[1] = System.nanoTime();
                    }
                    return now > 0 && System.nanoTime() - last[1] > 500_000_000L;
                },
                "the flow to stand still");
    }

    @Test
    void anEndOfOneDirectionLeavesTheOtherOpen() throws IOException {
        try (Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept()) {
            say(client, "QUIT");
            client.shutdownOutput();
            assertEquals("QUIT", heard(server, 4));
            assertEquals(-1, server.getInputStream().read());
            say(server, "221 bye");
            server.shutdownOutput();
            assertEquals("221 bye", heard(client, 7));
            assertEquals(-1, client.getInputStream().read());
        }
        NodeFixture.until(() -> fixture.node.counts().open() == 0, "the connection to be closed");
    }

    @Test
    void whatWasSaidBeforeAResetArrives() throws IOException {
        try (Socket client = fixture.through(NodeFixture.SOURCE)) {
            try (Socket server = fixture.destination.accept()) {
                say(server, "250 taken");
                assertEquals("250 taken", heard(client, 9));
                server.setSoLinger(true, 0);
            }
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void aClientThatGoesTakesItsDestinationAlong() throws IOException {
        try (Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept()) {
            client.setSoLinger(true, 0);
            client.close();
            assertEquals(-1, server.getInputStream().read());
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String heard(Socket socket, int octets) throws IOException {
        return new String(socket.getInputStream().readNBytes(octets), StandardCharsets.US_ASCII);
    }

    private static String send(Socket socket, int octets, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] piece = new byte[16 * 1024];
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(open(socket.getOutputStream()), digest)) {
            for (int left = octets; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        } catch (IOException e) {
            throw new AssertionError("sending", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Closing it does not close the socket. */
    private static OutputStream open(OutputStream out) {
        return new java.io.FilterOutputStream(out) {
            @Override
            public void write(byte[] octets, int from, int length) throws IOException {
                out.write(octets, from, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    private static String digest(Socket socket, int octets) {
        MessageDigest digest = sha256();
        try {
            InputStream in = new DigestInputStream(socket.getInputStream(), digest);
            byte[] piece = new byte[64 * 1024];
            for (int left = octets; left > 0; ) {
                int got = in.read(piece, 0, Math.min(left, piece.length));
                if (got < 0) {
                    throw new AssertionError(left + " octets are missing");
                }
                left -= got;
            }
        } catch (IOException e) {
            throw new AssertionError("receiving", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
