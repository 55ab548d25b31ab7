package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.EventType;
import io.migomail.core.record.MailEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBinaryTest {
    @Test
    void values_come_back() {
        RowBinaryOutput out = new RowBinaryOutput(1);
        List<Integer> counts = List.of(0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE);
        counts.forEach(out::count);
        out.int32(Integer.MIN_VALUE);
        out.int64(Long.MAX_VALUE);
        out.int64(-1);
        out.text("");
        out.text("é\u0000\uD83D\uDE80" + "x".repeat(300));
        out.octet(255);

        RowBinaryInput in = new RowBinaryInput(out.toInput());

        counts.forEach(count -> assertEquals(count, in.count()));
        assertEquals(Integer.MIN_VALUE, in.int32());
        assertEquals(Long.MAX_VALUE, in.int64());
        assertEquals(-1, in.int64());
        assertEquals("", in.text());
        assertEquals("é\u0000\uD83D\uDE80" + "x".repeat(300), in.text());
        assertTrue(in.more());
        assertEquals(255, in.octet());
        assertFalse(in.more());
    }

    @Test
    void every_cut_within_a_row_is_noticed() throws IOException {
        MailEvent event = SampleEvents.full("app_1", "msg_1", EventType.FAILED, 1, SampleEvents.START);
        byte[] row = EventRows.encode(List.of(event)).toInput().readAllBytes();
        assertEquals(event, EventRows.decode(new RowBinaryInput(new ByteArrayInputStream(row))));
        for (int length = 0; length < row.length; length++) {
            RowBinaryInput cut = new RowBinaryInput(new ByteArrayInputStream(row, 0, length));
            assertThrows(UncheckedIOException.class, () -> EventRows.decode(cut));
        }
    }

    @Test
    void a_length_without_end_is_refused() {
        byte[] endless = {-1, -1, -1, -1, -1, -1};
        RowBinaryInput in = new RowBinaryInput(new ByteArrayInputStream(endless));
        assertThrows(UncheckedIOException.class, in::count);
    }
}
