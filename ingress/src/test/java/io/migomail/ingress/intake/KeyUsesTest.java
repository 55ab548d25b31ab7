package io.migomail.ingress.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Limits;
import io.migomail.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyUsesTest {
    private static final String KEY = "key_1";

    private final FakeTime time = new FakeTime();
    private ControlPlane control;
    private KeyUses uses;

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(time);
        uses = new KeyUses(control, time);
    }

    @AfterEach
    void close() {
        control.close();
    }

    private long writes() {
        return control.version(EntityKind.API_KEY_USE, KEY);
    }

    @Test
    void whatThisNodeSawIsToldAtOnce() {
        assertEquals(0, uses.lastUsed(KEY));
        uses.used(KEY);
        assertEquals(time.wallMillis(), uses.lastUsed(KEY));
        assertEquals(0, writes());
    }

    @Test
    void anotherNodeLearnsOfIt() {
        uses.used(KEY);
        uses.write();
        assertEquals(time.wallMillis(), new KeyUses(control, time).lastUsed(KEY));
    }

    @Test
    void aBusyKeyIsWrittenOnceAStep() {
        for (Duration passed = Duration.ZERO;
                passed.compareTo(Limits.KEY_USE_STEP) <= 0;
                passed = passed.plus(Limits.KEY_USE_INTERVAL)) {
            uses.used(KEY);
            uses.write();
            time.advance(Limits.KEY_USE_INTERVAL);
        }
        assertEquals(2, writes());
    }
}
