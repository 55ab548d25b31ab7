package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.migomail.core.record.MessageHead;
import org.junit.jupiter.api.Test;

class IdempotencyScopeTest {
    private static final MessageHead HEAD = MessageHead.newBuilder()
            .setApplicationId("app_1")
            .setEnvironment("live")
            .setIdempotencyKey("k")
            .build();

    @Test
    void theNodeAndTheRecordNameAKeyAlike() {
        assertEquals(IdempotencyScope.name("app_1", "live", "k"), IdempotencyScope.name(HEAD));
    }

    @Test
    void applicationsAndEnvironmentsDoNotShareKeys() {
        String name = IdempotencyScope.name(HEAD);
        assertNotEquals(name, IdempotencyScope.name("app_2", "live", "k"));
        assertNotEquals(name, IdempotencyScope.name("app_1", "sandbox", "k"));
    }

    @Test
    void aMessageWithoutAKeyHasNoName() {
        assertEquals(
                "", IdempotencyScope.name(HEAD.toBuilder().clearIdempotencyKey().build()));
    }
}
