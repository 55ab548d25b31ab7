package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.record.MessageHead;
import org.junit.jupiter.api.Test;

class SandboxResultTest {
    private static SandboxResult of(String environment, String wanted, String recipient) {
        return SandboxResult.of(
                MessageHead.newBuilder()
                        .setEnvironment(environment)
                        .setSandboxResult(wanted)
                        .build(),
                recipient);
    }

    @Test
    void theLocalPartSaysItWithAnyLabelCaseAndDomain() {
        assertEquals(SandboxResult.HARDBOUNCE, of("sandbox", "", "hardbounce@example.com"));
        assertEquals(SandboxResult.SLOW, of("sandbox", "", "Slow+run7@anything.example"));
        assertEquals(SandboxResult.DELIVERED, of("sandbox", "", "priya@example.com"));
        assertEquals(SandboxResult.DELIVERED, of("sandbox", "", "priya+slow@example.com"));
    }

    @Test
    void whatTheMessageAsksForGoesFirst() {
        assertEquals(SandboxResult.OPENED, of("sandbox", "opened", "hardbounce@example.com"));
    }

    @Test
    void liveMailIsNeverSimulated() {
        assertEquals(SandboxResult.DELIVERED, of("live", "", "hardbounce@example.com"));
        assertEquals(SandboxResult.DELIVERED, of("live", "hardbounce", "priya@example.com"));
    }
}
