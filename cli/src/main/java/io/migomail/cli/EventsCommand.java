package io.migomail.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The feed of events. */
@Command(
        name = "events",
        description = "What happens to the mail of the key's application.",
        mixinStandardHelpOptions = true)
final class EventsCommand {
    private final Surroundings here;

    EventsCommand(Surroundings here) {
        this.here = here;
    }

    @Command(
            name = "tail",
            description =
                    "Prints events in the order in which they are stored, about two seconds behind, each once, until"
                            + " it is stopped. Goes on where it was after a connection broke.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int tail(
            @Option(
                            names = "--type",
                            split = ",",
                            paramLabel = "TYPE",
                            description = "of these types only; may be repeated, or several with commas")
                    @Nullable
                    List<String> types,
            @Option(names = "--recipient", paramLabel = "ADDRESS", description = "of this recipient only") @Nullable
                    String recipient,
            @Option(names = "--message", paramLabel = "ID", description = "of this message only") @Nullable
                    String message,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description =
                                    "from what was stored then: an instant, or 30m, 2h, 1d ago; default: from now on")
                    @Nullable
                    String since,
            @Option(
                            names = "--cursor-file",
                            paramLabel = "FILE",
                            description =
                                    "go on from the place that this file holds, and keep it there; the next run with"
                                            + " the same types misses nothing")
                    @Nullable
                    Path cursorFile,
            @Option(
                            names = "--interval",
                            paramLabel = "TIME",
                            defaultValue = "1s",
                            converter = Times.Converter.class,
                            description =
                                    "between two questions where nothing is left to read; default: ${DEFAULT-VALUE}")
                    Duration interval,
            @Option(names = "--once", description = "end where nothing is left to read") boolean once,
            @Mixin ApiOptions options) {
        EventTail.Wanted wanted = new EventTail.Wanted(types == null ? List.of() : types, recipient, message);
        var from = since == null ? here.clock().instant() : Times.instant(since, here.clock());
        EventTail tail = new EventTail(new Api(options, here), here, wanted, new CursorFile(cursorFile));
        tail.run(from, interval, once);
        return Exit.OK;
    }
}
