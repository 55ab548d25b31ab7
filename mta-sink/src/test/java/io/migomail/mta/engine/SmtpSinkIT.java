package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.FreePorts;
import io.migomail.core.record.Delivery;
import io.migomail.mta.shaping.ShapingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine against Postfix's smtp-sink: a foreign peer, and a yardstick for throughput. */
class SmtpSinkIT {
    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/smtp-sink"), Path.of("/usr/bin/smtp-sink"));
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);
    private Process sink;
    private int port;

    @TempDir
    Path folder;

    @BeforeEach
    void findSink() {
        boolean installed = PLACES.stream().anyMatch(Files::isExecutable);
        assumeTrue(installed || "true".equals(System.getenv("CI")), "smtp-sink (package postfix) is not installed");
    }

    @AfterEach
    void stop() throws InterruptedException {
        fixture.close();
        if (sink != null) {
            sink.destroy();
            sink.waitFor(); // it writes into the folder that goes now
        }
    }

    private void startSink(String... options) throws Exception {
        Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        port = FreePorts.ofThisProcess().next();
        var command = new java.util.ArrayList<>(List.of(program.toString(), "-u", System.getProperty("user.name")));
        command.addAll(List.of(options));
        command.addAll(List.of("127.0.0.1:" + port, "1000"));
        sink = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sink.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!answers()) {
            assertTrue(sink.isAlive() && System.nanoTime() < end, "smtp-sink did not start");
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Delivery.Builder delivery() {
        return EngineFixture.delivery("127.0.0.1", port);
    }

    @Test
    void postfixTakesWhatIsSent() throws Exception {
        startSink("-D", folder.resolve("mail.").toString());
        Delivery.Builder delivery = delivery().setMime(ByteString.copyFromUtf8("Subject: a\r\n\r\n.dot\r\n..\r\n"));
        for (int i = 0; i < 3; i++) {
            assertEquals("delivered", fixture.send(delivery).getKind());
        }
        EngineFixture.until(() -> allMailHas("\n.dot\n..\n"), "what was sent is in the files, octet by octet");
    }

    /** The sink replies before or after it writes, at its own time. */
    private boolean allMailHas(String text) {
        try (var files = Files.list(folder)) {
            List<Path> mail = files.filter(f -> f.getFileName().toString().startsWith("mail."))
                    .toList();
            for (Path file : mail) {
                if (!Files.readString(file).contains(text)) {
                    return false;
                }
            }
            return !mail.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutPipeliningAndWithoutEhloItWorksToo() throws Exception {
        startSink("-p", "-e");
        assertEquals("delivered", fixture.send(delivery()).getKind());
        assertEquals("delivered", fixture.send(delivery()).getKind());
    }

    @Test
    void rejectionsAndDisconnectionsAreTold() throws Exception {
        startSink("-f", "RCPT");
        assertEquals("bounced", fixture.send(delivery()).getKind());
        sink.destroy();
        sink.waitFor();
        startSink("-r", "RCPT");
        assertEquals("deferred", fixture.send(delivery()).getKind());
        sink.destroy();
        sink.waitFor();
        startSink("-q", ".");
        assertEquals("uncertain", fixture.send(delivery()).getCode());
    }

    @Test
    void thousandsASecondOnLoopback() throws Exception {
        startSink();
        int count = Integer.getInteger("engine.messages", 20_000);
        String mime = "Subject: load\r\n\r\n" + ("x".repeat(76) + "\r\n").repeat(20_480 / 78);
        Delivery.Builder delivery = delivery().setMime(ByteString.copyFromUtf8(mime));
        // An operator's own host: by its shaping a connection carries as much as is wanted here.
        delivery.getRouteBuilder().setGroup(ShapingRules.ROUTE + "127.0.0.1");
        run(delivery, count / 4); // warm-up
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        double seconds = run(delivery, count);
        double cpuMillis = (system.getProcessCpuTime() - cpu) / 1e6 / count;
        System.out.printf(
                "%d messages of %d octets in %.2f s = %.0f/s, %.3f ms CPU each, %d connections%n",
                count,
                mime.length(),
                seconds,
                count / seconds,
                cpuMillis,
                fixture.engine.metrics().connectionsOpened());
        assertTrue(fixture.engine.metrics().connectionsOpened() < count / 100, "connections are not reused");
    }

    private double run(Delivery.Builder delivery, int count) throws Exception {
        Semaphore credits = new Semaphore(20);
        CountDownLatch left = new CountDownLatch(count);
        AtomicInteger delivered = new AtomicInteger();
        var attempt = fixture.attempt(delivery);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            credits.acquire();
            fixture.engine.submit(attempt, outcome -> {
                if (outcome.getKind().equals("delivered")) {
                    delivered.incrementAndGet();
                }
                credits.release();
                left.countDown();
            });
        }
        assertTrue(left.await(60, TimeUnit.SECONDS));
        assertEquals(count, delivered.get());
        return (System.nanoTime() - start) / 1e9;
    }
}
