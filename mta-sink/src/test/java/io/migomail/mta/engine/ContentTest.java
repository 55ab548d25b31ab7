package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dot-stuffing and the check for stray line ends. */
class ContentTest {
    private static String wire(String mime) {
        Content content = new Content(ByteString.copyFrom(mime, StandardCharsets.ISO_8859_1));
        StringBuilder out = new StringBuilder();
        while (!content.finished()) {
            ByteBuf piece = content.next(UnpooledByteBufAllocator.DEFAULT);
            out.append(piece.toString(StandardCharsets.ISO_8859_1));
            piece.release();
        }
        return out.toString();
    }

    /** What a receiver makes of it (RFC 5321 4.5.2). */
    private static String received(String wire) {
        assertTrue(wire.equals(".\r\n") || wire.endsWith("\r\n.\r\n"), "no final dot");
        String body = wire.substring(0, wire.length() - 3);
        assertFalse(("\r\n" + body).contains("\r\n.\r\n"), "ends early");
        return ("\r\n" + body).replace("\r\n.", "\r\n").substring(2);
    }

    @Test
    void anEmptyMessageIsOnlyTheFinalDot() {
        assertEquals(".\r\n", wire(""));
    }

    @Test
    void whateverIsSentArrivesUnchangedAcrossPieces() {
        SplittableRandom random = new SplittableRandom(42);
        String[] parts = {".", "..", "\r\n", "\r\n.", "\r\n..\r\n", "text", "x".repeat(997)};
        for (int round = 0; round < 200; round++) {
            StringBuilder mime = new StringBuilder();
            int length = round % 20 == 0 ? 200_000 : 200;
            while (mime.length() < length) {
                mime.append(parts[random.nextInt(parts.length)]);
            }
            mime.append("\r\n");
            assertEquals(mime.toString(), received(wire(mime.toString())));
        }
    }

    @Test
    void aDotAtTheEdgeOfAPieceIsStuffed() {
        String mime = "x".repeat(64 * 1024 - 2) + "\r\n.\r\nmore\r\n";
        assertEquals(mime, received(wire(mime)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\r\n", "a\rb\r\n", "a\r\r\n", "\n", "\r", "a\r\n\n", "\n\r", "a\r\n.\n\r\n"})
    void strayLineEndsAreSeen(String mime) {
        assertFalse(Content.canonical(ByteString.copyFromUtf8(mime)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\r\n", "\r\n\r\n", "a\r\n.\r\nb"})
    void canonicalLinesPass(String mime) {
        assertTrue(Content.canonical(ByteString.copyFromUtf8(mime)));
    }
}
