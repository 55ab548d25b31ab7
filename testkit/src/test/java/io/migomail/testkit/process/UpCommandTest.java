package io.migomail.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpCommandTest {
    @Test
    void theChildSeesNoneOfTheUsersSettings() {
        Map<String, String> environment =
                new HashMap<>(Map.of("PATH", "/bin", "MIGO_DATA", "/home/me", "MIGO_DNS", "x:1"));
        new UpCommand(Path.of("."), Map.of("MIGO_DATA", "/tmp/d")).environment(environment);
        assertEquals("/tmp/d", environment.get("MIGO_DATA"));
        assertEquals("/bin", environment.get("PATH"));
        assertFalse(environment.containsKey("MIGO_DNS"));
    }
}
