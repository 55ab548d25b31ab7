package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A send whose content is too large for a record. */
class LargeMessageTest {
    @TempDir
    Path temp;

    private Path folder;

    @AutoClose
    private TestIngress api;

    @BeforeEach
    void start() throws Exception {
        folder = temp.resolve("bodies");
        api = new TestIngress(Room.usual(), folder.toUri().toString());
    }

    @Test
    void itsContentIsKeptAndTheRecordRefersToIt() throws Exception {
        assertEquals(200, api.post("/v1/messages", attached(1_000_000)).status());
        AcceptedMessage record = api.log.only();
        assertTrue(record.getSerializedSize() < 1_000, "record of " + record.getSerializedSize() + " bytes");
        assertFalse(record.hasContent());
        BodyStore store = BodyStore.at(folder.toUri().toString());
        AcceptedMessage whole = Bodies.whole(record, store);
        assertEquals(octets(1_000_000), whole.getContent().getAttachments(0).getContent());
        assertEquals("Hello", whole.getContent().getBody().getText());
    }

    @Test
    void aSmallContentStaysInItsRecord() throws Exception {
        assertEquals(
                200,
                api.post("/v1/messages", attached(Limits.INLINE_BYTES - 2_000)).status());
        assertFalse(api.log.only().hasContentReference());
        assertEquals(0, kept());
    }

    @Test
    void itIsRefusedAndNotQueuedWhereTheStoreIsAway() throws Exception {
        Files.move(folder, temp.resolve("away"));
        var answer = api.post("/v1/messages", attached(1_000_000));
        assertEquals(503, answer.status());
        assertEquals("store_unavailable", answer.code());
        assertTrue(api.log.messages.isEmpty());
        assertEquals(200, api.post("/v1/messages", attached(1_000)).status(), "a small one needs no store");
        Files.move(temp.resolve("away"), folder);
        assertEquals(200, api.post("/v1/messages", attached(1_000_000)).status());
    }

    @Test
    void theSameContentIsKeptOnce() throws Exception {
        api.post("/v1/messages", attached(1_000_000));
        api.post("/v1/messages", attached(1_000_000));
        assertEquals(2, api.log.messages.size());
        assertEquals(1, kept());
    }

    @Test
    void aRepeatIsTheSameMessage() throws Exception {
        String body = attached(1_000_000);
        var first = api.call("POST", "/v1/messages", api.first.liveKey(), body, "Idempotency-Key", "k");
        var second = api.call("POST", "/v1/messages", api.first.liveKey(), body, "Idempotency-Key", "k");
        assertEquals(first.body().path("message_id"), second.body().path("message_id"));
        assertEquals(1, api.log.messages.size());
    }

    private static String attached(int size) {
        return "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"Hello\","
                + "\"attachments\":[{\"filename\":\"a.bin\",\"content_type\":\"application/octet-stream\","
                + "\"content\":\""
                + Base64.getEncoder().encodeToString(octets(size).toByteArray()) + "\"}]}";
    }

    private static com.google.protobuf.ByteString octets(int size) {
        byte[] octets = new byte[size];
        for (int i = 0; i < size; i++) {
            octets[i] = (byte) (i * 31 >> 3);
        }
        return com.google.protobuf.ByteString.copyFrom(octets);
    }

    private long kept() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.getFileName().toString().length() == 64).count();
        }
    }
}
