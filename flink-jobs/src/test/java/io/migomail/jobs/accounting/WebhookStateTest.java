package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.jobs.GoldenState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of webhook queues as version 0.1.0 wrote it. */
class WebhookStateTest {
    @Test
    void theCountersOfAnEndpointAreReadAsTheyWereWritten() throws IOException {
        EndpointState read = GoldenState.read("endpoint-state-v1.hex", EndpointState.TYPE);
        assertEquals(
                List.of(3L, 9L, 6L, 2L, 1_700_000_000_000L),
                List.of(read.head, read.tail, (long) read.pending, (long) read.failures, read.pausedUntil));
        assertEquals(List.of(new EndpointState.Flight("evt_1", 2, 1_700_000_060_000L)), read.flights);
    }

    @Test
    void anEventThatWaitsIsReadAsItWasWritten() throws IOException {
        PendingEvent read = GoldenState.read("pending-event-v1.hex", PendingEvent.TYPE);
        assertArrayEquals("{}".getBytes(StandardCharsets.UTF_8), read.body());
        assertEquals(List.of(4L, 1_700_000_000_000L), List.of((long) read.failures(), read.due()));
    }

    private static EndpointState endpoint() {
        EndpointState state = new EndpointState();
        state.head = 3;
        state.tail = 9;
        state.pending = 6;
        state.failures = 2;
        state.pausedUntil = 1_700_000_000_000L;
        state.flights.add(new EndpointState.Flight("evt_1", 2, 1_700_000_060_000L));
        return state;
    }

    @Test
    void whatIsWrittenNowIsWhatTheGoldenFilesHold() throws IOException {
        GoldenState.check("endpoint-state-v1.hex", EndpointState.TYPE, endpoint());
        PendingEvent event = new PendingEvent("{}".getBytes(StandardCharsets.UTF_8), 4, 1_700_000_000_000L);
        GoldenState.check("pending-event-v1.hex", PendingEvent.TYPE, event);
    }
}
