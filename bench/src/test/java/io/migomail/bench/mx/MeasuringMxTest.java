package io.migomail.bench.mx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.bench.load.Mails;
import io.migomail.bench.load.SmtpAccess;
import io.migomail.bench.load.SmtpClient;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasuringMxTest {
    private static final TimeSource TIME = TimeSource.SYSTEM;

    private final Arrivals arrivals = new Arrivals("r1", 10);
    private MeasuringMx mx;

    @BeforeEach
    void start() throws IOException {
        mx = MeasuringMx.start(new HostPort("127.0.0.1", 0), TIME);
        mx.measure(arrivals);
    }

    @AfterEach
    void stop() {
        mx.close();
    }

    private SmtpClient client(String run) {
        SmtpAccess access = SmtpAccess.open(new HostPort("127.0.0.1", mx.port()));
        return new SmtpClient(access, new Mails(new Mails.Plan(run, "a@example.com", 1, 20_480, "")));
    }

    @Test
    void theInstantOfA250LiesBetweenSendingAndReadingIt() throws IOException {
        try (SmtpClient client = client("r1")) {
            long before = TIME.monotonicNanos();
            assertTrue(client.send(3).accepted());
            long after = TIME.monotonicNanos();
            assertTrue(arrivals.at(3) >= before && arrivals.at(3) <= after);
            assertEquals(0, arrivals.at(2));
        }
    }

    @Test
    void aSecondCopyIsADuplicateAndKeepsTheFirstInstant() throws IOException {
        try (SmtpClient client = client("r1")) {
            client.send(0);
            long first = arrivals.at(0);
            client.send(0);
            assertEquals(first, arrivals.at(0));
        }
        assertEquals(1, arrivals.distinct());
        assertEquals(1, arrivals.duplicates());
    }

    @Test
    void mailOfAnotherRunIsAStray() throws IOException {
        try (SmtpClient client = client("r2")) {
            assertTrue(client.send(1).accepted());
        }
        assertEquals(0, arrivals.distinct());
        assertEquals(1, mx.strays());
    }

    @Test
    void waitingEndsWithTheLastArrivalOrWithSilence() throws Exception {
        try (SmtpClient client = client("r1")) {
            client.send(1);
            client.send(2);
        }
        assertTrue(arrivals.await(2, Duration.ofMinutes(1), TIME));
        assertFalse(arrivals.await(3, Duration.ofMillis(20), TIME));
    }

    @Test
    void theHeaderIsFoundInAnyCaseAndOnlyInTheHeader() {
        assertEquals(Optional.of("r1-4"), id("Received: x\r\n y\r\nx-bench-id: r1-4\r\n\r\nbody"));
        assertEquals(Optional.empty(), id("Subject: x\r\n\r\nX-Bench-Id: r1-4\r\n"));
        assertEquals(Optional.empty(), id("X-Bench-Idle: r1-4\r\n"));
    }

    private static Optional<String> id(String content) {
        return MeasuringMx.benchId(content.getBytes(StandardCharsets.US_ASCII));
    }
}
