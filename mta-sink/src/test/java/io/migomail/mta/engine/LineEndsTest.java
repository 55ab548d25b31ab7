package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineEndsTest {
    /** The check of pieces and that of a whole message agree, wherever the pieces end. */
    @Test
    void piecesAreJudgedLikeTheWhole() {
        SplittableRandom random = new SplittableRandom(11);
        String[] parts = {"\r\n", "\r\n", "text", ".", "\r", "\n"};
        int canonical = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(8);
            for (int i = 0; i < length; i++) {
                text.append(parts[random.nextInt(random.nextInt(4) == 0 ? parts.length : 4)]);
            }
            ByteString mime = ByteString.copyFromUtf8(text.toString());
            boolean whole = Content.canonical(mime);
            assertEquals(whole, byPieces(mime.toByteArray(), random), text::toString);
            canonical += whole ? 1 : 0;
        }
        assertEquals(true, canonical > 2_000 && canonical < 19_000, "both kinds were tried: " + canonical);
    }

    private static boolean byPieces(byte[] octets, SplittableRandom random) {
        LineEnds ends = new LineEnds();
        int from = 0;
        while (from < octets.length) {
            int to = Math.min(octets.length, from + 1 + random.nextInt(3));
            if (!ends.follow(Arrays.copyOfRange(octets, from, to))) {
                return false;
            }
            from = to;
        }
        return ends.complete();
    }
}
