package io.migomail.faults.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.faults.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "reliability.md");

    @Test
    void everyFaultIsThere() {
        IntStream.rangeClosed(1, 25).forEach(n -> assertNotNull(Faults.named("f" + n), "F" + n));
        assertEquals(33, Faults.all().size());
    }

    @Test
    void everyFaultHasATargetAndIsDescribed() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (Fault fault : Faults.all()) {
            assertFalse(fault.on().isEmpty(), fault.name());
            assertTrue(document.contains("| " + fault.name() + " |"), fault.name() + " has no line in " + DOCUMENT);
        }
    }

    @Test
    void whatEndsOneProcessOfManyNeedsMany() {
        assertEquals(EnumSet.of(Target.FULL), new MajorityDown().on());
        assertFalse(new RollingRestart().on().contains(Target.ONE));
    }
}
