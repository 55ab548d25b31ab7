package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference in the guide is that of the commands; {@code -Dcli.write=true} writes it. */
class ReferenceTest {
    private static final Path GUIDE = Path.of("../docs/guides/command-line.md");
    /** What comes below is made of the commands. */
    private static final String BEGIN = "## Commands\n";

    @Test
    void theGuideListsEveryCommandAndOption() throws IOException {
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf(BEGIN) + BEGIN.length();
        Surroundings nothing = new Surroundings(
                Map.of(),
                InputStream.nullInputStream(),
                System.out,
                System.err,
                (request, timeout) -> {
                    throw new IOException("not asked");
                },
                Clock.systemUTC(),
                time -> {});
        String commands = Reference.of(Main.commands(nothing));
        if (Boolean.getBoolean("cli.write")) {
            Files.writeString(GUIDE, guide.substring(0, from) + commands);
        } else {
            assertEquals(commands, guide.substring(from), "run this test with -Dcli.write=true");
        }
    }
}
