package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.jobs.GoldenState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of windows and of deliveries as each version wrote it. */
class WindowStateTest {
    private static final KnownDelivery DELIVERY = new KnownDelivery(new long[] {3, -4}, 5, 6, 7);
    private static final OpenDelivery OPEN = new OpenDelivery("acc", "app", "critical", 1, 2, 3, 4, true);
    private static final OpenWindow WINDOW = new OpenWindow(new byte[] {1, 2}, true);

    @Test
    void aDeliveryIsReadAsItWasWritten() throws IOException {
        KnownDelivery read = GoldenState.read("known-delivery-v1.hex", KnownDelivery.TYPE);
        assertArrayEquals(DELIVERY.seen(), read.seen());
        assertEquals(List.of(5L, 6L, 7L), List.of(read.dispatchedAt(), read.refusedAt(), read.until()));
    }

    @Test
    void aWindowIsReadAsItWasWritten() throws IOException {
        OpenWindow read = GoldenState.read("open-window-v1.hex", OpenWindow.TYPE);
        assertArrayEquals(WINDOW.window(), read.window());
        assertTrue(read.changed());
    }

    @Test
    void anOpenDeliveryIsReadAsItWasWritten() throws IOException {
        assertEquals(OPEN, GoldenState.read("open-delivery-v1.hex", OpenDelivery.TYPE));
    }

    @Test
    void whatIsWrittenNowIsInTheNewestFiles() throws IOException {
        GoldenState.check("known-delivery-v1.hex", KnownDelivery.TYPE, DELIVERY);
        GoldenState.check("open-delivery-v1.hex", OpenDelivery.TYPE, OPEN);
        GoldenState.check("open-window-v1.hex", OpenWindow.TYPE, WINDOW);
    }
}
