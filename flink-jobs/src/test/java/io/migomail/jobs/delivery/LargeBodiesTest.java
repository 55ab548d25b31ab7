package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Attachment;
import io.migomail.core.record.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rendering of messages whose content or result is too large for a record. */
class LargeBodiesTest {
    @TempDir
    Path temp;

    private Path folder;
    private BodyStore store;
    private final FakeSources sources = new FakeSources();

    @BeforeEach
    void open() throws IOException {
        folder = temp.resolve("bodies");
        store = BodyStore.at(folder.toUri().toString());
        store.prepare();
        sources.bodies = store;
    }

    @Test
    void theMessageIsSignedOnceAndEveryDeliveryRefersToIt() throws Exception {
        List<Delivery> all = render(Bodies.keep(large(1_000_000, 3), store));
        assertEquals(3, all.size());
        assertEquals(1, all.stream().map(Delivery::getBody).distinct().count());
        assertEquals(2, kept(), "the content and the signed message");
        for (Delivery delivery : all) {
            assertTrue(RecordCodec.DELIVERY.encode(delivery).length < 1_000);
            assertTrue(delivery.getMime().isEmpty());
            assertTrue(Bodies.size(delivery) > 1_300_000, "base64 of the attachment");
        }
        byte[] mime = read(all.get(0));
        assertTrue(new String(mime, 0, 500, java.nio.charset.StandardCharsets.US_ASCII).startsWith("DKIM-Signature:"));
    }

    @Test
    void theOctetsAreThoseOfAMessageThatTravelsInItsRecords() throws Exception {
        AcceptedMessage message = large(400_000, 1);
        Delivery stored = render(Bodies.keep(message, store)).get(0);
        sources.bodies = BodyStore.NONE;
        Delivery inline = render(message).get(0);
        assertFalse(inline.hasBody());
        assertArrayEquals(unsigned(inline.getMime().toByteArray()), unsigned(read(stored)));
    }

    @Test
    void aSmallMessageNeedsNoStore() throws Exception {
        Delivery delivery = render(Messages.body("", "x").build()).get(0);
        assertFalse(delivery.hasBody());
        assertEquals(0, kept());
    }

    @Test
    void aContentThatIsGoneEndsItsMessageCoded() throws Exception {
        AcceptedMessage message = Bodies.keep(large(400_000, 1), store);
        clear();
        RenderException e = assertThrows(RenderException.class, () -> render(message));
        assertEquals("body_unavailable", e.code());
        assertFalse(e.detail().contains(folder.toString()), "no paths in a public event");
        assertFalse(e.passing());
    }

    @Test
    void whatCannotBeKeptTravelsInItsRecordsWhereThatIsNoMoreThanAMessage() throws Exception {
        AcceptedMessage message = large(400_000, 2);
        Files.delete(folder.resolve("format"));
        List<Delivery> all = render(message);
        assertEquals(2, all.size());
        assertFalse(all.get(0).hasBody());
        assertTrue(all.get(0).getMime().size() > Limits.INLINE_BYTES);
    }

    private List<Delivery> render(AcceptedMessage message) throws RenderException, InterruptedException {
        return new Renderer(sources, TimeSource.SYSTEM).render(message, 1_700_000_000_000L);
    }

    private static AcceptedMessage large(int size, int recipients) {
        byte[] octets = new byte[size];
        new java.util.Random(size).nextBytes(octets);
        AcceptedMessage.Builder message = Messages.body("", "Hello");
        for (int i = 1; i < recipients; i++) {
            message.addRecipients(Messages.recipient("r" + i + "@example.org", "bcc"));
        }
        message.getContentBuilder()
                .addAttachments(Attachment.newBuilder()
                        .setFilename("a.bin")
                        .setContentType("application/octet-stream")
                        .setContent(ByteString.copyFrom(octets)));
        return message.build();
    }

    private byte[] read(Delivery delivery) throws IOException {
        try (InputStream in = store.open(delivery.getBody())) {
            return in.readAllBytes();
        }
    }

    /** Without the fields that hold the time of signing, and without boundaries, which are random. */
    private static byte[] unsigned(byte[] mime) {
        String text = new String(mime, java.nio.charset.StandardCharsets.ISO_8859_1);
        int body = text.indexOf("application/octet-stream");
        String part = text.substring(body);
        return part.substring(0, part.lastIndexOf("\r\n--")).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private long kept() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.getFileName().toString().length() == 64).count();
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file :
                    all.filter(f -> f.getFileName().toString().length() == 64).toList()) {
                Files.delete(file);
            }
        }
    }
}
