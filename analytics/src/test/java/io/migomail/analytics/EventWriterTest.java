package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.migomail.core.record.MailEvent;
import io.migomail.testkit.DeadPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventWriterTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    @Test
    void a_server_that_is_away_is_unavailable() throws IOException {
        try (DeadPort nobody = DeadPort.open();
                EventStore store = EventStore.open(address(nobody.number()))) {
            assertUnavailable(nobody.number(), SampleEvents.traffic("app_1", 1));
            assertFalse(store.ping());
        }
    }

    @Test
    void a_server_that_never_reads_holds_a_large_batch_until_the_deadline() throws IOException {
        try (ServerSocket socket = listen()) {
            // Far more than socket buffers hold, so that the request blocks in sending.
            assertUnavailable(socket.getLocalPort(), SampleEvents.traffic("app_1", 10_000));
        }
    }

    @Test
    void a_server_that_never_answers_holds_a_small_batch_until_the_deadline() throws IOException {
        try (ServerSocket socket = listen()) {
            assertUnavailable(socket.getLocalPort(), SampleEvents.traffic("app_1", 1));
        }
    }

    @Test
    void overload_is_unavailable_and_a_missing_table_is_not() throws IOException {
        assertThrows(StoreUnavailableException.class, () -> writeAgainst(500, 241));
        assertThrows(StoreUnavailableException.class, () -> writeAgainst(500, 252));
        assertThrows(StoreUnavailableException.class, () -> writeAgainst(503, 0));
        assertThrows(StoreUnavailableException.class, () -> writeAgainst(429, 0));
        assertThrows(StoreRejectedException.class, () -> writeAgainst(404, 60));
        assertThrows(StoreRejectedException.class, () -> writeAgainst(403, 516));
        assertThrows(StoreRejectedException.class, () -> writeAgainst(400, 27));
    }

    @Test
    void no_events_are_no_request() {
        try (EventWriter writer = EventWriter.open(address(1), DEADLINE)) {
            writer.write(List.of());
        }
    }

    private static void writeAgainst(int status, int code) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (code > 0) {
                exchange.getResponseHeaders().add("X-ClickHouse-Exception-Code", Integer.toString(code));
            }
            byte[] body = ("Code: " + code + ". DB::Exception: made up.").getBytes();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (EventWriter writer = EventWriter.open(address(server.getAddress().getPort()))) {
            writer.write(SampleEvents.traffic("app_1", 1));
        } finally {
            server.stop(0);
        }
    }

    private static void assertUnavailable(int port, List<MailEvent> events) {
        try (EventWriter writer = EventWriter.open(address(port), DEADLINE)) {
            StoreException failure = assertTimeoutPreemptively(
                    BOUND, () -> assertThrows(StoreUnavailableException.class, () -> writer.write(events)));
            assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure.getMessage());
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    private static ClickHouseAddress address(int port) {
        return new ClickHouseAddress("http://127.0.0.1:" + port, "migo", "secret", "migo", "");
    }
}
