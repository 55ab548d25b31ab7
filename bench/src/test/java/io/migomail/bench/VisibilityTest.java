package io.migomail.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.migomail.bench.load.Answer;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.load.Sent;
import io.migomail.bench.report.Spread;
import io.migomail.core.TimeSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VisibilityTest {
    private static final TimeSource TIME = TimeSource.SYSTEM;
    private static final long AGE_MILLIS = 5_000;

    /** The first answer tells nothing yet, the second of one event, the third of both, each of which counts once. */
    @Test
    void anEventCountsFromItsTimestampUntilItIsFirstTold() throws Exception {
        Instant at = Instant.ofEpochMilli(TIME.wallMillis() - AGE_MILLIS);
        String queued = "{\"type\":\"queued\",\"timestamp\":\"" + at + "\"}";
        String delivered = "{\"type\":\"delivered\",\"timestamp\":\"" + at + "\"}";
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch told = new CountDownLatch(3);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/messages/msg_1/events", exchange -> {
            int n = asked.getAndIncrement();
            String data = n == 0 ? "" : n == 1 ? queued : queued + "," + delivered;
            byte[] body = ("{\"data\":[" + data + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            told.countDown();
        });
        server.start();
        try {
            Sent sent = new Sent(2);
            long now = TIME.monotonicNanos();
            sent.due(0, now);
            sent.answered(0, now, new Answer(200, "msg_0"));
            sent.due(1, now + 1);
            sent.answered(1, now + 1, new Answer(200, "msg_1"));
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            Mails mails = new Mails(new Mails.Plan("v", "a@example.com", 1, 0, ""));
            Visibility visibility = new Visibility(sent, now, TIME).start(() -> new RestClient(base, "key", mails));
            assertTrue(told.await(1, TimeUnit.MINUTES), "the events were not asked for");
            Spread spread = visibility.end();
            assertEquals(2, spread.count());
            assertTrue(spread.p50() >= AGE_MILLIS, spread.toString());
        } finally {
            server.stop(0);
        }
    }
}
