package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More clients, or more of them at once, than a node has room for. */
@Timeout(60)
class CrowdTest {
    private static final int MEGABYTE = 1 << 20;

    /** A client's connection. */
    private static final class Client implements AutoCloseable {
        final Socket socket;
        final BufferedReader in;

        Client(TestIngress api) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), api.port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 256);
        }

        Client write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        /** The next answer's status; what follows it stays. */
        int status() throws IOException {
            return Integer.parseInt(in.readLine().split(" ")[1]);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String head(TestIngress api, int length) {
        return "POST /v1/messages HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + api.first.liveKey()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static int sent(TestIngress api, String body) throws IOException {
        try (Client client = new Client(api)) {
            return client.write(head(api, body.length())).write(body).status();
        }
    }

    @Test
    void bodiesForWhichThereIsNoRoomAreToComeAgain() throws Exception {
        try (TestIngress api = new TestIngress(new Room(10_000, MEGABYTE, 10_000))) {
            String other = " ".repeat(400_000);
            int refused = 0;
            while (!holdsItsRoomAgainst(api, other)) {
                assertTrue(++refused < 100, "who came first never had room");
            }
            assertEquals(400, sent(api, other), "there is room again");
        }
    }

    /**
     * Whether one that is slow was served after another had been refused for its sake. They share the room while they are
     * read, so it may be that the slow one is refused, or both: then there was no room for it, and it comes again.
     */
    private static boolean holdsItsRoomAgainst(TestIngress api, String other) throws IOException {
        try (Client slow = allButOneOctet(api)) {
            int status = sent(api, other);
            while (status != 503) { // until all that the slow one wrote has been read
                assertEquals(400, status);
                if (slow.in.ready()) {
                    assertEquals(503, slow.status());
                    return false;
                }
                status = sent(api, other);
            }
            int end = slow.write(" ").status();
            assertTrue(end == 400 || end == 503, () -> "status " + end);
            return end == 400;
        }
    }

    private static Client allButOneOctet(TestIngress api) throws IOException {
        String large = " ".repeat(MEGABYTE - 200_000);
        return new Client(api).write(head(api, large.length())).write(large.substring(1));
    }

    @Test
    void whoIsIdleMakesRoomForWhoWaits() throws Exception {
        String get = "GET /healthz/live HTTP/1.1\r\nHost: a\r\n\r\n";
        try (TestIngress api = new TestIngress(new Room(10_000, MEGABYTE, 2));
                Client first = new Client(api);
                Client second = new Client(api);
                Client third = new Client(api)) {
            assertEquals(200, first.write(get).status());
            assertEquals(200, second.write(get).status());
            assertEquals(200, third.write(get).status());
            String line = first.in.readLine();
            while (line != null) {
                line = first.in.readLine();
            }
        }
    }

    @Test
    void aConnectionThatIsKeptHoldsLittle() throws Exception {
        int many = 400;
        List<Client> clients = new ArrayList<>();
        try (TestIngress api = new TestIngress()) {
            String get = "GET /v1/limits HTTP/1.1\r\nHost: a\r\nUser-Agent: many\r\n\r\n";
            clients.add(new Client(api).write(get));
            assertEquals(200, clients.get(0).status());
            long before = used();
            for (int i = 0; i < many; i++) {
                Client client = new Client(api).write(get);
                clients.add(client);
                assertEquals(200, client.status());
            }
            long each = (used() - before) / many;
            assertTrue(each < 40_000, each + " octets a connection, of both ends");
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
