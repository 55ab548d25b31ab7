package io.migomail.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.migomail.testkit.DeadPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestClientTest {
    private static final Mails MAILS = new Mails(new Mails.Plan("r1", "a@example.com", 1, 500, ""));

    private final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private RestClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/messages", this::serve);
        server.start();
        client = new RestClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "key1", MAILS);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    /** Answers what the number in the recipient asks for. */
    private void serve(HttpExchange exchange) throws IOException {
        clientPorts.add(exchange.getRemoteAddress().getPort());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known = "Bearer key1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean story = exchange.getRequestMethod().equals("GET");
        String answer = story ? "{\"latency\":{\"total_ms\":7}}" : "{\"message_id\":\"msg_1\"}";
        int status = !known ? 401 : body.contains("k9@") ? 429 : 200;
        byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.contains("k5@") ? 0 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Test
    void oneConnectionCarriesAllMessagesChunkedAnswersIncluded() throws IOException {
        for (int n = 1; n <= 6; n++) {
            assertEquals(new Answer(200, "msg_1"), client.send(n));
        }
        assertEquals(1, clientPorts.size());
    }

    @Test
    void aRefusalIsAnAnswer() throws IOException {
        assertEquals(new Answer(429, ""), client.send(9));
    }

    @Test
    void aStoryIsRead() throws IOException {
        assertEquals(7, client.story("msg_1").path("latency").path("total_ms").asInt());
    }

    @Test
    void aServerThatIsAwayIsAnIoException() throws IOException {
        try (DeadPort nobody = DeadPort.open();
                RestClient lost = new RestClient(URI.create("http://127.0.0.1:" + nobody.number()), "key1", MAILS)) {
            assertThrows(IOException.class, () -> lost.send(1));
        }
    }
}
