package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.jobs.GoldenState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of webhook queues as each version wrote it. */
class WebhookStateTest {
    private static final long AT = 1_700_000_000_000L;
    private static final ReplayCursor REPLAY = new ReplayCursor("rpl_1", 12, 345, AT + 1);
    private static final MissedEvents MISSED = new MissedEvents(AT - 2, AT - 1, AT + 3, 678, AT + 4);

    @Test
    void theCountersOfAnEndpointAreReadAsTheyWereWritten() throws IOException {
        for (String version : List.of("endpoint-state-v1.hex", "endpoint-state-v2.hex", "endpoint-state-v3.hex")) {
            EndpointState read = GoldenState.read(version, EndpointState.TYPE);
            assertEquals(
                    List.of(3L, 9L, 6L, 2L, AT),
                    List.of(read.head, read.tail, (long) read.pending, (long) read.failures, read.pausedUntil));
            assertEquals(List.of(new EndpointState.Flight("evt_1", 2, 1_700_000_060_000L)), read.flights);
            assertEquals(version.contains("v1") ? null : REPLAY, read.replay);
            assertEquals(version.contains("v3") ? MISSED : null, read.missed);
        }
    }

    @Test
    void anEventThatWaitsIsReadAsItWasWritten() throws IOException {
        for (String version : List.of("pending-event-v1.hex", "pending-event-v2.hex")) {
            PendingEvent read = GoldenState.read(version, PendingEvent.TYPE);
            assertArrayEquals("{}".getBytes(StandardCharsets.UTF_8), read.body());
            assertEquals(List.of(4L, AT), List.of((long) read.failures(), read.due()));
            assertEquals(version.contains("v1") ? 5 : 8, read.number());
            assertEquals(version.contains("v2"), read.once());
        }
    }

    private static EndpointState endpoint() {
        EndpointState state = new EndpointState();
        state.head = 3;
        state.tail = 9;
        state.pending = 6;
        state.failures = 2;
        state.pausedUntil = AT;
        state.flights.add(new EndpointState.Flight("evt_1", 2, 1_700_000_060_000L));
        state.replay = REPLAY;
        state.missed = MISSED;
        return state;
    }

    @Test
    void whatIsWrittenNowIsWhatTheGoldenFilesHold() throws IOException {
        GoldenState.check("endpoint-state-v3.hex", EndpointState.TYPE, endpoint());
        PendingEvent event = new PendingEvent("{}".getBytes(StandardCharsets.UTF_8), 4, AT, 3, true);
        GoldenState.check("pending-event-v2.hex", PendingEvent.TYPE, event);
    }
}
