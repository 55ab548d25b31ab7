package io.migomail.faults.mx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.bench.load.Mails;
import io.migomail.bench.load.SmtpAccess;
import io.migomail.bench.load.SmtpClient;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.BodyHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivingMxTest {
    private static final byte[] MAIL =
            "X-Fault-Id: m1\r\nSubject: x\r\n\r\nbody\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void whatIsKeptIsWrittenDown() throws IOException {
        try (ReceivingMx mx = start(Whims.NONE)) {
            assertEquals(250, send(mx));
            Arrival arrival = mx.arrivals().get(0);
            assertEquals("m1", arrival.id());
            assertEquals("m1@x.example", arrival.recipient());
            assertEquals("127.0.0.1", arrival.source());
            assertEquals(BodyHash.of("body"), arrival.hash());
            assertTrue(arrival.kept());
            assertTrue(arrival.began() < arrival.ended());
            assertEquals(1, arrival.open());
            assertEquals(0, mx.open());
            assertTrue(Files.readString(folder.resolve("mx.tsv")).startsWith("m1\tm1@x.example\t127.0.0.1\t"));
        }
    }

    @Test
    void whatIsRefusedIsNotKept() throws IOException {
        try (ReceivingMx mx = start(new Whims(0, 1, 0, 1))) {
            assertEquals(550, send(mx));
            assertTrue(mx.arrivals().get(0).refused());
            assertEquals(0, mx.kept());
        }
    }

    @Test
    void aDroppedConnectionKeepsNothing() throws IOException {
        try (ReceivingMx mx = start(new Whims(0, 0, 1, 1))) {
            assertThrows(IOException.class, () -> send(mx));
            assertEquals(0, mx.arrivals().get(0).code());
            assertEquals(0, mx.kept());
            assertEquals(0, mx.open());
        }
    }

    @Test
    void noMailIsHitMoreThanTwice() throws IOException {
        try (ReceivingMx mx = start(new Whims(1, 0, 0, 1))) {
            assertEquals(List.of(451, 451, 250), List.of(send(mx), send(mx), send(mx)));
        }
    }

    private ReceivingMx start(Whims whims) throws IOException {
        return ReceivingMx.start(
                new ReceivingMx.Habits(Duration.ZERO, whims, TimeSource.SYSTEM), folder.resolve("mx.tsv"));
    }

    private static int send(ReceivingMx mx) throws IOException {
        Mails none = new Mails(new Mails.Plan("none", "a@b.example", 1, 0, ""));
        try (SmtpClient client = new SmtpClient(
                SmtpAccess.open(new HostPort("127.0.0.1", mx.ports().get(0))), none)) {
            return client.send("a@b.example", "m1@x.example", MAIL).code();
        }
    }
}
