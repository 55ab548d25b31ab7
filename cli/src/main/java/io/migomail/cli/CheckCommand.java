package io.migomail.cli;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether an installation works; for probes, and for the test of the chart. */
@Command(
        name = "check",
        description =
                "Looks whether an installation works. Status 0 where it does, else 1, with a sentence that says why.",
        mixinStandardHelpOptions = true)
final class CheckCommand {
    private static final String WAIT = "60s";

    private final Surroundings here;

    CheckCommand(Surroundings here) {
        this.here = here;
    }

    @Command(
            name = "rest",
            description = "Asks for readiness, sends a mail with the sandbox key in MIGO_API_KEY, and waits until it is"
                    + " delivered.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int rest(
            @Option(names = "--url", paramLabel = "URL", description = "address of the API; default: MIGO_BASE_URL")
                    @Nullable
                    String url,
            @Option(
                            names = "--from",
                            paramLabel = "ADDRESS",
                            description =
                                    "its sender; default: check@ the first verified transactional domain of the account")
                    @Nullable
                    String from,
            @Option(
                            names = "--to",
                            paramLabel = "ADDRESS",
                            defaultValue = "delivered@migomail.test",
                            description = "its recipient; default: ${DEFAULT-VALUE}")
                    String to,
            @Option(
                            names = "--wait",
                            paramLabel = "TIME",
                            defaultValue = WAIT,
                            converter = Times.Converter.class,
                            description = "how long all of it may take; default: ${DEFAULT-VALUE}")
                    Duration wait) {
        ApiOptions options = new ApiOptions();
        options.url = url;
        return told(() -> new RestCheck(here, options, wait).run(from, to));
    }

    @Command(
            name = "smtp",
            description = "EHLO, STARTTLS, and EHLO again within TLS.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int smtp(
            @Option(names = "--address", required = true, paramLabel = "HOST:PORT", description = "of the SMTP server")
                    String address,
            @Option(
                            names = "--name",
                            paramLabel = "HOST",
                            description =
                                    "check the certificate for this name, against the JVM's roots; default: any will do")
                    @Nullable
                    String name,
            @Option(
                            names = "--wait",
                            paramLabel = "TIME",
                            defaultValue = "10s",
                            converter = Times.Converter.class,
                            description = "for the connection and for each reply; default: ${DEFAULT-VALUE}")
                    Duration wait) {
        return told(() -> new SmtpCheck(wait, name).run(address));
    }

    @Command(
            name = "job",
            description = "Looks whether Flink runs a job with all of its tasks.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int job(
            @Option(names = "--url", required = true, paramLabel = "URL", description = "of Flink's REST API") URI url,
            @Option(names = "--name", paramLabel = "NAME", description = "the job; default: any") @Nullable String name,
            @Option(
                            names = "--wait",
                            paramLabel = "TIME",
                            defaultValue = WAIT,
                            converter = Times.Converter.class,
                            description = "how long it may be on its way; default: ${DEFAULT-VALUE}")
                    Duration wait) {
        return told(() -> new JobCheck(here, wait).run(url, name));
    }

    /** What a check found: the sentence where it is good. */
    @FunctionalInterface
    interface Check {
        String run() throws FailedCheckException;
    }

    private int told(Check check) {
        try {
            new Out(here.out()).line("ok: " + check.run());
            return Exit.OK;
        } catch (FailedCheckException e) {
            here.err().println(Out.plain("failed: " + e.getMessage()));
            return Exit.NO;
        }
    }
}
