package io.migomail.bench.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorLoadTest {
    @Test
    void whatIsCountedWasTaken() throws Exception {
        try (NullDoor door = NullDoor.open(1, 10)) {
            DoorLoad.Result result =
                    new DoorLoad(door, TimeSource.SYSTEM).run(2, 2_000, Duration.ZERO, Duration.ofSeconds(1));
            assertTrue(result.messages() > 0 && result.messages() <= door.taken(), result + " of " + door.taken());
        }
    }

    @Test
    void idleConnectionsAreHeldUpToTheBound() throws Exception {
        try (NullDoor door = NullDoor.open(1, 50)) {
            try (IdleCrowd crowd = new IdleCrowd(door.port(), 50)) {
                assertEquals(50, crowd.alive());
                assertThrows(IOException.class, () -> new IdleCrowd(door.port(), 1));
            }
        }
    }

    @Test
    void aCrowdMayLiveInAProcessOfItsOwn() throws Exception {
        try (NullDoor door = NullDoor.open(1, 20);
                CrowdProcess crowd = new CrowdProcess(door.port(), 20)) {
            assertEquals(20, crowd.alive());
        }
    }
}
