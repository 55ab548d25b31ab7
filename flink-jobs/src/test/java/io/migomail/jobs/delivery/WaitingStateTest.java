package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.jobs.GoldenState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits before PACE, in Flink's state. */
class WaitingStateTest {
    private static final byte[] RECORD = {'M', 1};

    @Test
    void aLargeMessageIsReadAsItWasWritten() throws IOException {
        GoldenState.check("incoming-v1.hex", Incoming.TYPE, new Incoming(RECORD, 1_700_000_000_003L, "t-0@7"));
        Incoming read = GoldenState.read("incoming-v1.hex", Incoming.TYPE);
        assertEquals(List.of(1_700_000_000_003L, "t-0@7"), List.of(read.queuedAt(), read.place()));
        assertArrayEquals(RECORD, read.value());
    }

    @Test
    void aDeliveryThatWaitsForItsIdempotencyKeyIsReadAsItWasWritten() throws IOException {
        Claim held =
                new Claim("app_1\nlive\nk", Claim.Kind.DELIVERY, "msg_1.0", 1_700_000_000_003L, "mx:a|pool_1", RECORD);
        GoldenState.check("claim-v2.hex", Claim.TYPE, held);
        for (String version : List.of("claim-v1.hex", "claim-v2.hex")) {
            assertHeld(held, GoldenState.read(version, Claim.TYPE));
        }
    }

    private static void assertHeld(Claim held, Claim read) {
        assertEquals(
                List.of(held.name(), held.kind(), held.id(), held.queuedAt(), held.paceKey()),
                List.of(read.name(), read.kind(), read.id(), read.queuedAt(), read.paceKey()));
        assertArrayEquals(RECORD, read.record());
    }

    @Test
    void aMessageThatWaitsForItsTimeIsReadAsItWasWritten() throws IOException {
        GoldenState.check("scheduled-v1.hex", Scheduled.TYPE, new Scheduled("msg_1", 1_700_000_000_003L, RECORD));
        Scheduled read = GoldenState.read("scheduled-v1.hex", Scheduled.TYPE);
        assertEquals(List.of("msg_1", 1_700_000_000_003L), List.of(read.messageId(), read.at()));
        assertArrayEquals(RECORD, read.record());
    }
}
