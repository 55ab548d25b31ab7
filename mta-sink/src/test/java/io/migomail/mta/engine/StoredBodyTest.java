package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.Ids;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.BodyReference;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that the delivery only refers to. */
class StoredBodyTest {
    private static final int PIECE = 64 * 1024;

    @TempDir
    Path folder;

    private final ScriptedMx mx = ScriptedMx.start();
    private EngineFixture fixture;
    private BodyStore store;

    @BeforeEach
    void open() throws IOException {
        String uri = folder.toUri().toString();
        store = BodyStore.at(uri);
        store.prepare();
        fixture = new EngineFixture(EngineFixture.CONFIG.withBodies(uri));
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        mx.close();
    }

    @Test
    void theStoredOctetsArriveUnchanged() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        String[] parts = {".", "..", "\r\n", "\r\n.", "\r\n.\r\n", "text", "x".repeat(997)};
        StringBuilder mime = new StringBuilder("x".repeat(PIECE - 2)).append("\r\n.\r\n");
        while (mime.length() < 10 * PIECE) {
            mime.append(parts[random.nextInt(parts.length)]);
        }
        mime.append("\r\n");
        Outcome outcome = fixture.send(delivery(mime.toString()));
        assertEquals("delivered", outcome.getKind(), outcome::toString);
        assertEquals(mime.length(), outcome.getSize());
        assertEquals(
                ByteString.copyFrom(Ids.sha256(mime.toString().getBytes(StandardCharsets.ISO_8859_1))),
                outcome.getSent().getDigest());
        arrived(mx, mime.toString());
        assertTrue(
                mx.transcript().commands().stream().anyMatch(c -> c.contains("SIZE=" + mime.length())),
                mx.transcript().commands()::toString);
    }

    @Test
    void aMessageThatEndsWhereAPieceEndsIsClosedOnce() throws IOException {
        String mime = "x".repeat(PIECE - 2) + "\r\n";
        assertEquals("delivered", fixture.send(delivery(mime)).getKind());
        arrived(mx, mime);
    }

    @Test
    void severalAtOnceDoNotMix() throws IOException {
        List<String> sent = new ArrayList<>();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String mime = ("message " + i + "\r\n").repeat(30_000);
            sent.add(mime);
            outcomes.add(fixture.submit(fixture.attempt(delivery(mime)), new ArrayList<>()));
        }
        outcomes.forEach(o -> assertEquals("delivered", EngineFixture.await(o).getKind()));
        arrived(mx, sent.toArray(String[]::new));
    }

    @Test
    void aWarmConnectionServesThemToo() throws IOException {
        String first = "one\r\n".repeat(60_000);
        String second = "two\r\n".repeat(60_000);
        assertEquals("delivered", fixture.send(delivery(first)).getKind());
        assertEquals("delivered", fixture.send(delivery(second)).getKind());
        arrived(mx, first, second);
        assertEquals(1, mx.transcript().peers().size());
    }

    @Test
    void aSecondHostGetsTheWholeMessageAgain() throws IOException {
        try (ScriptedMx second = ScriptedMx.start()) {
            mx.on(Step.DATA, "421 4.3.2 going down");
            String mime = "line\r\n".repeat(60_000);
            Delivery.Builder delivery = delivery(mime);
            delivery.getRouteBuilder()
                    .addHosts(delivery.getRouteBuilder().getHosts(0).toBuilder()
                            .setPort(second.port())
                            .setPreference(20));
            assertEquals("delivered", fixture.send(delivery).getKind());
            arrived(second, mime);
        }
    }

    @Test
    void aMissingBodyWaitsWithoutAConnectionAndFailsAfterSixAttempts() throws IOException {
        Delivery.Builder delivery = delivery("line\r\n".repeat(60_000));
        Files.delete(file());
        for (int attempt = 1; attempt <= 5; attempt++) {
            Outcome outcome = fixture.send(delivery);
            assertEquals("deferred", outcome.getKind());
            assertEquals("body_unavailable", outcome.getCode());
        }
        Outcome last = fixture.send(delivery);
        assertEquals("failed", last.getKind());
        assertEquals("body_unavailable", last.getCode());
        assertEquals("us", last.getBlame());
        assertEquals("the body store has no such body", last.getDetail());
        assertTrue(mx.transcript().peers().isEmpty());
        assertEquals(6, fixture.engine.metrics().bodiesUnavailable());
        assertEquals(0, fixture.engine.metrics().inFlight());
    }

    @Test
    void aStoreThatIsAwayNeverMakesADeliveryFail() throws IOException {
        Delivery.Builder delivery = delivery("line\r\n".repeat(60_000));
        Files.delete(folder.resolve("format"));
        Files.delete(file());
        for (int attempt = 1; attempt <= 7; attempt++) {
            assertEquals("deferred", fixture.send(delivery).getKind());
        }
    }

    @Test
    void aDamagedBodyNeverBecomesAMessage() throws IOException {
        Delivery.Builder delivery = delivery("line\r\n".repeat(60_000));
        byte[] octets = Files.readAllBytes(file());
        octets[octets.length - 4] = 'X';
        Files.write(file(), octets);
        Outcome outcome = fixture.send(delivery);
        assertEquals("deferred", outcome.getKind());
        assertEquals("the body store has the body damaged", outcome.getDetail());
        assertEquals(List.of(), mx.transcript().messages());
        assertFalse(mx.transcript().peers().isEmpty(), "found out on the way");
    }

    @Test
    void aBareLineFeedInTheStoreIsRefused() throws IOException {
        Delivery.Builder delivery = delivery("line\r\n".repeat(60_000) + "\n.\r\nMAIL FROM:<x@y>\r\n");
        Outcome outcome = fixture.send(delivery);
        assertEquals("failed", outcome.getKind());
        assertEquals("content_not_canonical", outcome.getCode());
        assertEquals(List.of(), mx.transcript().messages());
        assertEquals(1, fixture.engine.metrics().refused());
    }

    @Test
    void anEngineWithoutAStoreDefersAndSaysSo() throws IOException {
        try (EngineFixture without = new EngineFixture(EngineFixture.CONFIG)) {
            Outcome outcome = without.send(delivery("line\r\n"));
            assertEquals("deferred", outcome.getKind());
            assertEquals("the body store does not answer", outcome.getDetail());
        }
    }

    private Delivery.Builder delivery(String mime) throws IOException {
        BodyReference reference = store.put(out -> out.write(mime.getBytes(StandardCharsets.ISO_8859_1)));
        return EngineFixture.delivery(mx).clearMime().setBody(reference);
    }

    /** These and no others, in any order; said without printing them. */
    private static void arrived(ScriptedMx at, String... mime) {
        List<Integer> hashes = at.transcript().messages().stream()
                .map(wire -> ("\r\n" + wire.substring(0, wire.length() - 3)).replace("\r\n.", "\r\n"))
                .map(text -> text.substring(2).hashCode())
                .sorted()
                .toList();
        assertEquals(Arrays.stream(mime).map(String::hashCode).sorted().toList(), hashes);
    }

    /** The one body in the folder. */
    private Path file() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.getFileName().toString().length() == 64)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
