package io.migomail.cli;

import io.migomail.sdk.HttpTransport;
import io.migomail.sdk.Migomail;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./migomail send} and its siblings. Exit status: see {@link Exit}. */
@Command(
        name = "migomail",
        version = "migomail " + Migomail.VERSION,
        description = "Asks the Migomail API, with the key in MIGO_API_KEY.",
        mixinStandardHelpOptions = true)
public final class Main {
    private static final int WIDTH = 110;

    private Main() {}

    /** Runs one command and ends the process. */
    public static void main(String[] args) {
        Surroundings here = new Surroundings(
                System.getenv(),
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                new HttpTransport(),
                Clock.systemUTC(),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
        System.exit(run(here, args));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs one command; its exit status: 0 done, 1 refused or not so, 2 wrong usage, 3 no answer. */
    public static int run(Surroundings here, String... args) {
        return commands(here)
                .setOut(new PrintWriter(here.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(here.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(new Complaint(here.err()))
                .execute(args);
    }

    /** All commands, to be run or to be described. */
    static CommandLine commands(Surroundings here) {
        return new CommandLine(new Main())
                .addSubcommand(new SendCommand(here))
                .addSubcommand(new ExplainCommand(here))
                .addSubcommand(new EventsCommand(here))
                .addSubcommand(new MessagesCommand(here))
                .addSubcommand(new QueueCommand(here))
                .addSubcommand(new SuspendCommand(here))
                .addSubcommand(new ResumeCommand(here))
                .addSubcommand(new DomainsCommand(here))
                .addSubcommand(new KeysCommand(here))
                .addSubcommand(new WebhooksCommand(here))
                .addSubcommand(new AuditCommand(here))
                .addSubcommand(new CheckCommand(here))
                .addSubcommand(new CompletionCommand(here))
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(WIDTH / 2);
    }
}
