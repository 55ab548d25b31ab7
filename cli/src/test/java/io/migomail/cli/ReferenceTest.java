package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The reference in the guide is that of the commands; {@code -Dcli.write=true} writes it. */
class ReferenceTest {
    private static final Path GUIDE = Path.of("../docs/guides/command-line.md");
    private static final Path SCRIPT = Path.of("../migomail");
    /** What comes below is made of the commands. */
    private static final String BEGIN = "## Commands\n";

    @Test
    void theGuideListsEveryCommandAndOption() throws IOException {
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf(BEGIN) + BEGIN.length();
        String commands = Reference.of(commands());
        if (Boolean.getBoolean("cli.write")) {
            Files.writeString(GUIDE, guide.substring(0, from) + commands);
        } else {
            assertEquals(commands, guide.substring(from), "run this test with -Dcli.write=true");
        }
    }

    @Test
    void theScriptOfTheCheckoutKnowsEveryCommand() throws IOException {
        String known = Files.readAllLines(SCRIPT).stream()
                .filter(line -> line.endsWith(") build_client; client \"$@\" ;;"))
                .map(line -> line.strip().substring(0, line.strip().indexOf(')')))
                .collect(Collectors.joining("|"));
        Set<String> commands = new TreeSet<>(commands().getSubcommands().keySet());
        commands.remove("help");
        assertEquals(commands, new TreeSet<>(List.of(known.split("\\|"))));
    }

    private static CommandLine commands() {
        return Main.commands(new Surroundings(
                Map.of(),
                InputStream.nullInputStream(),
                System.out,
                System.err,
                (request, timeout) -> {
                    throw new IOException("not asked");
                },
                Clock.systemUTC(),
                time -> {}));
    }
}
